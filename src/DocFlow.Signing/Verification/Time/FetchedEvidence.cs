namespace DocFlow.Signing.Verification.Time;

/// <summary>Revocation evidence that was fetched for one file, in DER.</summary>
internal sealed record FetchedEvidence(IReadOnlyList<byte[]> Lists, IReadOnlyList<byte[]> Answers)
{
    public static FetchedEvidence None { get; } = new([], []);
}
