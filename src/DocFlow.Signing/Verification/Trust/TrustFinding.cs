using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>What was found out about a signer's certificate.</summary>
internal sealed record TrustFinding(TrustState Trust, RevocationState Revocation, IReadOnlyList<Finding> Reasons)
{
    /// <summary>The certificates from the signer's up to the anchor, or as far as one got.</summary>
    public IReadOnlyList<X509Certificate2> Path { get; init; } = [];
}
