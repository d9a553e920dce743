namespace DocFlow.Contracts;

/// <summary>
/// A document came to the desk of those who direct it, or of those who handle it first; Intake notes the handover in its register. How it
/// goes on from there is not told.
/// </summary>
public sealed record TaskAssigned
{
    public required Guid TaskId { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>The unit or person it went to, as the register prints it.</summary>
    public required string AssignedTo { get; init; }

    public required string Step { get; init; }

    /// <summary>The task is to handle the document, not to direct it to a unit, nor to correct what was returned.</summary>
    public bool ToHandle { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>
/// Somebody to whom a document was assigned did something about it for the first time; told only where its sender waits for word.
/// </summary>
public sealed record HandlingBegun
{
    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    public string? Unit { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
}

/// <summary>Everyone has signed: a clerk with the seal may issue exactly this file.</summary>
public sealed record CaseReadyToIssue
{
    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>The case's version at which it became ready; a later readiness of the same case has a higher one.</summary>
    public required int CaseVersion { get; init; }

    public required string FileSha256 { get; init; }

    public required string FileName { get; init; }

    public required OutgoingDraft Draft { get; init; }

    public required Signatory Signatory { get; init; }

    public required int ArrivalNumber { get; init; }

    public required DateTimeOffset ReadyAt { get; init; }
}

/// <summary>Who signed for the agency.</summary>
public sealed record Signatory
{
    public required Guid UserId { get; init; }

    public required string FullName { get; init; }

    public required string Position { get; init; }

    /// <summary>Form of authority: "TM.", "KT.", "TL.", "TUQ.", "Q." or empty for a direct signature.</summary>
    public required string Authority { get; init; }
}

/// <summary>A case came to its end.</summary>
public sealed record CaseClosed
{
    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>How it ended: "issued", "answered", "refused", "withdrawn", "recalled" or "closed".</summary>
    public required string Ending { get; init; }

    /// <summary>Number and notation of the document that answered, where one was issued.</summary>
    public string? AnswerCode { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }
}

/// <summary>An administrator changed the calendar: a day is off, or is worked after all.</summary>
public sealed record DayOffChanged
{
    public required DateOnly Day { get; init; }

    public required bool IsOff { get; init; }

    public required DateTimeOffset At { get; init; }
}
