using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification;

/// <summary>One certificate of a chain.</summary>
/// <param name="Role">"signer", "issuer" or "anchor".</param>
/// <param name="Subject">Whom it names.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="SerialNumber">Its number at the issuer, hexadecimal.</param>
/// <param name="Sha256">Its thumbprint, hexadecimal.</param>
public sealed record CertificateReport(string Role, string Subject, string Issuer, string SerialNumber, string Sha256)
{
    /// <summary>When its validity begins.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>When its validity ends.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    internal static IReadOnlyList<CertificateReport> Of(IReadOnlyList<X509Certificate2> path, bool isTrusted) =>
        [.. path.Select((one, i) => Of(one, isTrusted && i == path.Count - 1 ? "anchor" : i == 0 ? "signer" : "issuer"))];

    private static CertificateReport Of(X509Certificate2 one, string role) =>
        new(role, one.Subject, one.Issuer, one.SerialNumber, one.GetCertHashString(HashAlgorithmName.SHA256))
        {
            NotBefore = one.NotBefore.ToUniversalTime(), NotAfter = one.NotAfter.ToUniversalTime(),
        };
}
