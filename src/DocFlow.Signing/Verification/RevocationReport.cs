using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>Where a piece of revocation evidence was found.</summary>
public enum EvidenceSource
{
    /// <summary>The policy gave it.</summary>
    Policy,

    /// <summary>The document security store of the file.</summary>
    Document,

    /// <summary>The signature itself (adbe-revocationInfoArchival).</summary>
    Signature,

    /// <summary>It was fetched while verifying.</summary>
    Online,
}

/// <summary>A piece of revocation evidence that counted.</summary>
/// <param name="Certificate">The subject of the certificate it is about.</param>
/// <param name="CertificateSha256">Its thumbprint.</param>
/// <param name="Kind">"CRL" or "OCSP".</param>
/// <param name="Source">Where it was found.</param>
/// <param name="ProducedAt">When it was made.</param>
public sealed record RevocationReport(
    string Certificate, string CertificateSha256, string Kind, EvidenceSource Source, DateTimeOffset ProducedAt)
{
    /// <summary>The moment for which it was known to be right.</summary>
    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>When something newer is due; null when it does not say.</summary>
    public required DateTimeOffset? NextUpdate { get; init; }

    /// <summary>Since when the certificate is revoked; null when it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    internal static RevocationReport Of(X509Certificate2 certificate, Statement one) =>
        new(certificate.Subject, certificate.GetCertHashString(HashAlgorithmName.SHA256), one.Kind, one.Source, one.ProducedAt)
        {
            ThisUpdate = one.ThisUpdate, NextUpdate = one.NextUpdate, RevokedAt = one.RevokedAt,
        };
}
