namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>What a seed is, and so who reads its mutations.</summary>
internal enum SeedKind { Pdf, Cms, Stamp, StampReply, Ocsp, RevocationList, Png, KeyFile }

/// <summary>A good file to be mutated; of a signed PDF also where the coverage of each signature ends.</summary>
internal sealed record FuzzSeed(string Name, SeedKind Kind, byte[] Bytes)
{
    public IReadOnlyList<long> SignedEnds { get; init; } = [];
}
