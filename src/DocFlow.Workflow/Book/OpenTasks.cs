using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>
/// The open tasks that wait for one of some parties, as a select: a branch a party, each answered by the index of open desks, so that
/// neither closed tasks nor other people's are touched.
/// </summary>
internal sealed class OpenTasks
{
    private readonly List<string> _branches = [];

    public OpenTasks(IEnumerable<Party> parties)
    {
        foreach (var party in parties)
            _branches.Add(Branch(party));
    }

    /// <summary>The select; it has no order.</summary>
    public string Sql => string.Join("\nunion all\n", _branches);

    /// <summary>Its parameters; a page's bounds may be added.</summary>
    public Dictionary<string, object> Values { get; } = [];

    private string Branch(Party party) => $"""
        select id, case_id, number, step, person, role, unit, due_on, opened_at
        from workflow_task
        where closed_at is null and {Is("person", party.Person)} and {Is("role", party.Role?.ToString())} and {Is("unit", party.Unit)}
        """;

    private string Is(string column, object? value)
    {
        if (value is null)
            return $"{column} is null";
        var name = $"{column}{_branches.Count}";
        Values.Add(name, value);
        return $"{column} = @{name}";
    }
}
