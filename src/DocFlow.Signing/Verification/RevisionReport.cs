namespace DocFlow.Signing.Verification;

/// <summary>One saved version that came after a signature: what it changed, and whether the signatures before it allow that.</summary>
/// <param name="Index">Its place among the saved versions of the file, from 0.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last one.</param>
/// <param name="Signature">The field of the signature that was given with it and covers it; null when nobody signed it.</param>
/// <param name="Changes">What it changed of what may be changed.</param>
/// <param name="Complaints">What it changed of what may not be changed.</param>
public sealed record RevisionReport(
    int Index, long Start, long End, string? Signature, IReadOnlyList<Sentence> Changes, IReadOnlyList<Sentence> Complaints)
{
    /// <summary>Whether the signatures before it allow all of it.</summary>
    public bool IsAllowed => Complaints.Count == 0;
}
