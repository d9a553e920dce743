using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>What is asked about a certificate: whether what its key signed may be believed.</summary>
internal sealed record Question(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> CameAlong)
{
    /// <summary>When the signer says it signed.</summary>
    public DateTimeOffset? Claimed { get; init; }

    /// <summary>Every proof so far of what was there when.</summary>
    public IReadOnlyList<Proof> Proofs { get; init; } = [];

    /// <summary>The earliest proof that the signature was there; null: it is known to be there now, and no earlier.</summary>
    public Proof? Proof { get; init; }

    /// <summary>Whether the key stamps times, rather than signing documents.</summary>
    public bool Stamps { get; init; }
}
