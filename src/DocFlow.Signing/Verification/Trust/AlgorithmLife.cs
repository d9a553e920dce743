using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>
/// Until when algorithms are trusted, in one place: TT 15/2025/TT-BKHCN Annex I sets what is allowed (RSA from 2048 bits, curves from 256,
/// SHA-256 and longer; SHA-1 and MD5 never), ETSI TS 119 312 and NIST IR 8547 the ends. What is not in the table is not trusted.
/// </summary>
internal static class AlgorithmLife
{
    private static readonly DateOnly EndOfShortKeys = new(2030, 12, 31);
    private static readonly DateOnly EndOfClassicalKeys = new(2035, 12, 31);

    private static readonly (int Bits, DateOnly Until)[] Rsa = [(3072, EndOfClassicalKeys), (2048, EndOfShortKeys)];
    private static readonly (int Bits, DateOnly Until)[] Curves = [(256, EndOfClassicalKeys)];

    /// <summary>The last day on which a key is trusted; null for one too short or unknown.</summary>
    public static DateOnly? Of(X509Certificate2 certificate)
    {
        var (bits, rows) = CertificateKeys.Rsa(certificate) is { } rsa ? (rsa.KeySize, Rsa)
            : CertificateKeys.Curve(certificate) is { } curve ? (curve.KeySize, Curves)
            : (0, []);
        return Array.Find(rows, row => bits >= row.Bits) is { Bits: > 0 } row ? row.Until : null;
    }

    /// <summary>The length of a key in bits; 0 when it is unknown.</summary>
    public static int Bits(X509Certificate2 certificate) =>
        CertificateKeys.Rsa(certificate)?.KeySize ?? CertificateKeys.Curve(certificate)?.KeySize ?? 0;

    /// <summary>What is known about the algorithms of a signature.</summary>
    public static AlgorithmReport? Report(X509Certificate2? signer, HashAlgorithmName? hash, SignatureScheme? scheme) => signer is null
        ? null
        : new AlgorithmReport(hash?.Name, Name(scheme), Bits(signer), hash is null || scheme is null ? null : Of(signer));

    private static string? Name(SignatureScheme? scheme) => scheme switch
    {
        null => null,
        { Rsa: null } => "ECDSA",
        _ when scheme.Rsa == RSASignaturePadding.Pss => "RSASSA-PSS",
        _ => "RSASSA-PKCS1-v1_5",
    };
}
