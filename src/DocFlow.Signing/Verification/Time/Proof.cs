using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.Verification.Time;

/// <summary>
/// A proof of existence (EN 319 102-1 4.2.9.2, 5.6.2.3): a validated time-stamp, and so the moment before which everything it covers was
/// there.
/// </summary>
/// <param name="Time">The moment.</param>
/// <param name="By">What proves it, for people.</param>
/// <param name="Covers">A document time-stamp covers what ends before this byte; 0 for a time-stamp of one signature.</param>
/// <param name="Store">The evidence that a document time-stamp covers.</param>
/// <param name="IsLasting">Whether the file itself holds all evidence for the time-stamp's own certificates.</param>
internal sealed record Proof(DateTimeOffset Time, Sentence By, long Covers, SecurityStore? Store, bool IsLasting)
{
    /// <summary>Whether a piece of evidence stood in the version that was stamped.</summary>
    public bool Holds(byte[] evidence) => Store is not null
        && Store.OcspAnswers.Concat(Store.RevocationLists).Any(one => one.AsSpan().SequenceEqual(evidence));
}
