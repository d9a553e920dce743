using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>What a revocation list or an OCSP answer says of one certificate, its signature checked.</summary>
internal sealed record Statement
{
    /// <summary>"CRL" or "OCSP".</summary>
    public required string Kind { get; init; }

    public required EvidenceSource Source { get; init; }

    /// <summary>The list or answer in DER.</summary>
    public required byte[] Der { get; init; }

    /// <summary>Whose key signed it: the issuer's or its delegate's.</summary>
    public required X509Certificate2 SignedBy { get; init; }

    /// <summary>Since when the certificate is revoked; null when it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    public required DateTimeOffset ProducedAt { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset? NextUpdate { get; init; }

    /// <summary>
    /// Whether it says of this moment that the certificate is not revoked: made for it, or made later while the certificate was still
    /// within its validity (a list may drop what has expired).
    /// </summary>
    public bool Clears(X509Certificate2 certificate, DateTimeOffset moment) => RevokedAt is null
        && (ThisUpdate <= moment ? (NextUpdate ?? ThisUpdate + Freshness) >= moment : ThisUpdate <= certificate.NotAfter);

    // RFC 6960 4.2.2.1: without nextUpdate there is something newer at any time
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);
}
