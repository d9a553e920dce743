using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>
/// Whom the verifier trusts, and as of when. Nothing else is consulted: no machine store, no network. Keep one for many files, and take
/// <c>policy with { At = … }</c> for another moment: what was found out about certificates and lists is kept with it. For many threads.
/// </summary>
public sealed record TrustPolicy
{
    private Lazy<TrustMemory> _memory;

    /// <summary>A policy that trusts nobody yet.</summary>
    public TrustPolicy() => _memory = Forgotten();

    /// <summary>The policy's name, shown in every report.</summary>
    public string Name { get; init; } = "DocFlow/EN 319 102-1: anchors as given, revocation evidence required";

    /// <summary>Certificates of authorities at which a chain may end.</summary>
    public IReadOnlyList<X509Certificate2> Anchors { get; init => (field, _memory) = (value, Forgotten()); } = [];

    /// <summary>Revocation lists, DER or PEM.</summary>
    public IReadOnlyList<byte[]> RevocationLists { get; init => (field, _memory) = (value, Forgotten()); } = [];

    /// <summary>The moment for which to judge.</summary>
    public required DateTimeOffset At { get; init; }

    internal TrustMemory Memory => _memory.Value;

    /// <summary>A policy of these anchors and lists, judged as of now.</summary>
    public static TrustPolicy Of(IEnumerable<X509Certificate2> anchors, IEnumerable<byte[]> revocationLists, TimeProvider time) =>
        new() { Anchors = [.. anchors], RevocationLists = [.. revocationLists], At = time.GetUtcNow() };

    private Lazy<TrustMemory> Forgotten() => new(() => new TrustMemory(Anchors, RevocationLists));
}
