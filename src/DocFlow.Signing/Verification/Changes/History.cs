namespace DocFlow.Signing.Verification.Changes;

/// <summary>What happened after one signature, with the complaints if it may not have.</summary>
internal sealed record ChangesAfter(ChangeState State, IReadOnlyList<Sentence> Complaints);

/// <summary>
/// The saved versions since the first signature, what they mean for each signature (in the order of coverage) and for the file.
/// </summary>
internal sealed record History(
    IReadOnlyList<ChangesAfter> After, IReadOnlyList<RevisionReport> Revisions, IReadOnlyList<Finding> Findings);
