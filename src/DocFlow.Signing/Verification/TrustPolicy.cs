using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification;

/// <summary>Whom the verifier trusts, and as of when. Nothing else is consulted: no machine store, no network.</summary>
public sealed record TrustPolicy
{
    /// <summary>The policy's name, shown in every report.</summary>
    public string Name { get; init; } = "DocFlow/EN 319 102-1/basic: anchors and CRLs as given, revocation required";

    /// <summary>Certificates of authorities at which a chain may end.</summary>
    public IReadOnlyList<X509Certificate2> Anchors { get; init; } = [];

    /// <summary>Revocation lists, DER or PEM.</summary>
    public IReadOnlyList<byte[]> RevocationLists { get; init; } = [];

    /// <summary>The moment for which to judge.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A policy of these anchors and lists, judged as of now.</summary>
    public static TrustPolicy Of(IEnumerable<X509Certificate2> anchors, IEnumerable<byte[]> revocationLists, TimeProvider time) =>
        new() { Anchors = [.. anchors], RevocationLists = [.. revocationLists], At = time.GetUtcNow() };
}
