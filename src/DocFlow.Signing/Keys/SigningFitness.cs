using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Keys;

/// <summary>
/// What every verifier would object to later is refused before a byte is written: keys too short (ETSI TS 119 312; TT 15/2025/TT-BKHCN),
/// certificates issued for something else, ended or not begun.
/// </summary>
public static class SigningFitness
{
    private const int RsaBits = 2048;
    private const int CurveBits = 256;
    private const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    /// <summary>Whether this certificate's key may sign at all (RFC 5280 4.2.1.3; no key usage stated allows it).</summary>
    public static bool MaySign(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().All(usage => (usage.KeyUsages & Signing) != 0);

    /// <summary>Why it may not sign at this moment with this digest, or null.</summary>
    public static SigningRefusal? Refuse(X509Certificate2 certificate, DateTimeOffset at, HashAlgorithmName hash)
    {
        if (!MaySign(certificate))
            return ForSomethingElse;
        if (at < certificate.NotBefore)
            return NotBegun(certificate);
        if (at > certificate.NotAfter)
            return Ended(certificate);
        return IsLongEnough(certificate) switch
        {
            null => Unknown,
            false => TooShort,
            true => IsBoundTo(certificate) is { } only && only != hash ? OtherDigest(only) : null,
        };
    }

    private static bool? IsLongEnough(X509Certificate2 certificate)
    {
        try
        {
            return CertificateKeys.Rsa(certificate) is { } rsa ? rsa.KeySize >= RsaBits
                : CertificateKeys.Curve(certificate) is { } curve ? curve.KeySize >= CurveBits : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // RFC 4055 3.1: a key for PSS may name the one digest it goes with
    private static HashAlgorithmName? IsBoundTo(X509Certificate2 certificate) =>
        CertificateKeys.IsPssOnly(certificate) && certificate.PublicKey.EncodedParameters?.RawData is { Length: > 2 } parameters
            ? PssParameters.Read(new AsnReader(parameters, AsnEncodingRules.DER))?.Hash
            : null;

    private static SigningRefusal ForSomethingElse { get; } = new("key.not-for-signing",
        "Chứng thư này không được cấp để ký (mục đích sử dụng khóa không cho phép).",
        "This certificate was not issued for signing (its key usage forbids it).");

    private static SigningRefusal TooShort { get; } = new("key.too-short",
        "Khóa quá ngắn để ký: RSA phải từ 2048 bit, đường cong elliptic từ 256 bit.",
        "The key is too short to sign with: RSA needs 2048 bits, an elliptic curve 256.");

    private static SigningRefusal Unknown { get; } = new("key.unsupported",
        "Loại khóa của chứng thư này không dùng để ký được ở đây; hãy dùng RSA hoặc ECDSA.",
        "Keys of this certificate's kind cannot sign here; use RSA or ECDSA.");

    private static SigningRefusal NotBegun(X509Certificate2 certificate) => new("certificate.not-begun",
        $"Chứng thư chưa có hiệu lực: bắt đầu từ {TrustReasons.Text(certificate.NotBefore)}.",
        $"The certificate is not valid yet: it begins on {TrustReasons.Text(certificate.NotBefore)}.");

    private static SigningRefusal Ended(X509Certificate2 certificate) => new("certificate.ended",
        $"Chứng thư đã hết hạn ngày {TrustReasons.Text(certificate.NotAfter)}.",
        $"The certificate ended on {TrustReasons.Text(certificate.NotAfter)}.");

    private static SigningRefusal OtherDigest(HashAlgorithmName only) => new("key.other-digest",
        $"Khóa này chỉ ký được với {only.Name}.", $"This key signs with {only.Name} only.");
}
