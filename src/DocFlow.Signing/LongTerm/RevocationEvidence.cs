using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.LongTerm;

/// <summary>A signed word on whether one certificate is revoked: an OCSP answer or a revocation list, already checked.</summary>
public sealed record RevocationEvidence
{
    /// <summary>The OCSP answer in DER (OCSPResponse), or null.</summary>
    public byte[]? OcspAnswer { get; init; }

    /// <summary>The revocation list in DER, or null.</summary>
    public byte[]? RevocationList { get; init; }

    /// <summary>The certificate by which the answer is signed when that is not the issuer's.</summary>
    public X509Certificate2? Responder { get; init; }

    /// <summary>Since when the certificate is revoked; null when it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When this was known to be right.</summary>
    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>Until when it is good.</summary>
    public required DateTimeOffset NextUpdate { get; init; }
}
