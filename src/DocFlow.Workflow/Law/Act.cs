using DocFlow.Platform.Identity;

namespace DocFlow.Workflow.Law;

/// <summary>What a person does to a case, and the version of the file that was on the screen.</summary>
public sealed record Act
{
    public required ActKind Kind { get; init; }
    public required string File { get; init; }

    /// <summary>Which task, where one person holds several of a case.</summary>
    public int? Task { get; init; }

    public string Remark { get; init; } = "";

    /// <summary>The signed version of a signature, or the corrected file of one sent again.</summary>
    public string? NewFile { get; init; }

    public Guid? Lead { get; init; }
    public IReadOnlyList<Guid> Cooperating { get; init; } = [];

    /// <summary>To whom a task is handed over.</summary>
    public Actor? To { get; init; }
}

public enum ActKind { Direct, Review, Opine, Initial, Approve, Sign, Issue, Return, Resubmit, Refuse, Withdraw, Reassign, Recall }

/// <summary>A lawful move: from where to where, and by that what begins and what is over.</summary>
/// <param name="Done">The task that was acted on; others that are over with it were dropped.</param>
public sealed record Move(Case From, Case To, CaseTask? Done = null)
{
    public IEnumerable<CaseTask> Opened => To.Tasks.Except(From.Tasks);
    public IEnumerable<CaseTask> Finished => From.Tasks.Except(To.Tasks);
    public bool Readies => To.WaitsForIssue && !From.WaitsForIssue;
    public bool Ends => To.Ended && !From.Ended;
}

/// <summary>A button the law would honour, and the task it belongs to (none for a withdrawal).</summary>
public sealed record AllowedAct(ActKind Kind, int? Task);
