using DocFlow.Signing.Verification;

namespace DocFlow.Host.Evidence;

/// <summary>What was found out about one thing in a file of evidence.</summary>
/// <param name="Verdict">Passed, failed or undetermined.</param>
/// <param name="About">The entry, or the part of the check.</param>
/// <param name="Text">Why, for people.</param>
public sealed record EvidenceLine(Verdict Verdict, string About, Sentence Text)
{
    public static EvidenceLine Passed(string about, string vietnamese, string english) =>
        new(Verdict.Passed, about, new(vietnamese, english));

    public static EvidenceLine Failed(string about, string vietnamese, string english) =>
        new(Verdict.Failed, about, new(vietnamese, english));

    public static EvidenceLine Undetermined(string about, string vietnamese, string english) =>
        new(Verdict.Undetermined, about, new(vietnamese, english));
}

/// <summary>The whole verdict: the worst of its lines.</summary>
public sealed record EvidenceReport(IReadOnlyList<EvidenceLine> Lines)
{
    public Verdict Verdict => Lines.Any(line => line.Verdict == Verdict.Failed) ? Verdict.Failed
        : Lines.All(line => line.Verdict == Verdict.Passed) ? Verdict.Passed : Verdict.Undetermined;
}

/// <summary>Whom and what the reader of evidence knows from elsewhere.</summary>
/// <param name="Policy">Whom to trust for signatures and time-stamps.</param>
/// <param name="Keys">Public keys of nodes.</param>
/// <param name="Root">The hash of a root of the trail that was kept outside.</param>
public sealed record EvidenceTrust(TrustPolicy Policy, IReadOnlyCollection<string> Keys, string? Root);
