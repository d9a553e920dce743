namespace DocFlow.Signing.Verification;

/// <summary>One sentence for people, in both languages of the house.</summary>
public sealed record Sentence(string Vietnamese, string English);

/// <summary>
/// One thing that speaks against a signature or a file, or is merely worth knowing (then <see cref="Weight"/> is TotalPassed).
/// </summary>
public sealed record Finding(Indication Weight, string Code, Sentence Text)
{
    internal static Finding Failed(string code, string vietnamese, string english) =>
        new(Indication.TotalFailed, code, new Sentence(vietnamese, english));

    internal static Finding Undecided(string code, string vietnamese, string english) =>
        new(Indication.Indeterminate, code, new Sentence(vietnamese, english));

    internal static Finding Note(string code, string vietnamese, string english) =>
        new(Indication.TotalPassed, code, new Sentence(vietnamese, english));
}

/// <summary>The verdict on a file: the worst of its signatures and of the findings about the file itself.</summary>
/// <param name="Verdict">The sum.</param>
/// <param name="Policy">The name of the policy that was applied.</param>
/// <param name="At">The moment for which it holds.</param>
/// <param name="Signatures">One entry a signature, in the order of signing.</param>
/// <param name="Findings">What concerns the file as a whole.</param>
public sealed record VerificationReport(
    Verdict Verdict, string Policy, DateTimeOffset At, IReadOnlyList<SignatureReport> Signatures, IReadOnlyList<Finding> Findings)
{
    /// <summary>The saved versions since the first signature, the oldest first; empty when the file ends with that signature.</summary>
    public IReadOnlyList<RevisionReport> Revisions { get; init; } = [];
}
