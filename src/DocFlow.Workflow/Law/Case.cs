namespace DocFlow.Workflow.Law;

/// <summary>All that the law looks at: where a case stands, on which version of its file, and who is asked to act.</summary>
public sealed record Case
{
    public required Guid Id { get; init; }
    public required Route Route { get; init; }

    /// <summary>Who registered or drafted it: receives returns, may send it again or withdraw it.</summary>
    public required Guid Owner { get; init; }

    /// <summary>The SHA-256 of the current file: every act names the one its actor saw.</summary>
    public required string File { get; init; }

    public Guid? Lead { get; init; }
    public IReadOnlyList<Guid> Cooperating { get; init; } = [];
    public bool Urgent { get; init; }

    /// <summary>Counts the moves; a move is stored only while this is still the stored number.</summary>
    public int Version { get; init; }

    public string Step { get; init; } = "";

    /// <summary>The step that returned the case; a case sent again with the same file goes back there.</summary>
    public string? CameFrom { get; init; }

    public Ending Ending { get; init; }
    public IReadOnlyList<CaseTask> Tasks { get; init; } = [];

    /// <summary>How many tasks there ever were; the next one is numbered after it.</summary>
    public int TasksOpened { get; init; }

    public Step? At => Route.Find(Step);
    public bool Ended => Ending != Ending.None;
    public bool WaitsForIssue => !Ended && At?.Kind == StepKind.Issue;

    /// <summary>Whether the act, here and now, is one that leaves a signature in the file.</summary>
    public bool Signs(ActKind act) => act is ActKind.Sign or ActKind.Initial && At?.Field is not null;
}

/// <summary>An open request to one party; it is named by its number in the case.</summary>
public sealed record CaseTask(int Number, string Step, Party Party, DateOnly Due);

/// <summary>How a case came to its end.</summary>
public enum Ending { None, Completed, Issued, Refused, Withdrawn, Recalled }
