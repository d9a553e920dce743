namespace DocFlow.EdXml;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>One thing wrong with a packet, where (`MessageHeader/To[2]/OrganId`), said in both languages.</summary>
public sealed record Finding(Severity Severity, string Code, string Path, string Vietnamese, string English);

/// <summary>Gathers what is found; hostile packets could otherwise ask for a million sentences.</summary>
internal sealed class Findings
{
    private const int MostWarnings = 100;
    private const int MostErrors = 1_000;
    private readonly List<Finding> found = [];

    public IReadOnlyList<Finding> All => found;

    /// <summary>No further warnings will be kept; do not go looking for them.</summary>
    public bool Enough => found.Count >= MostWarnings;

    public bool Has(string path) => found.Exists(one => Same(one.Path, path));

    public bool HasErrors => found.Exists(one => one.Severity == Severity.Error);

    public void Add(Finding one)
    {
        if (found.Count < (one.Severity == Severity.Error ? MostErrors : MostWarnings))
            found.Add(one);
    }

    // whether the first of its kind is numbered depends on who says it
    private static bool Same(string one, string other) =>
        one.Replace("[1]", "", StringComparison.Ordinal) == other.Replace("[1]", "", StringComparison.Ordinal);
}
