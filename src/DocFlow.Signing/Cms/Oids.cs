using System.Security.Cryptography;

namespace DocFlow.Signing.Cms;

/// <summary>Object identifiers of CMS, ESS and the algorithms we sign with or accept (RFC 5652, RFC 5035, RFC 5754).</summary>
public static class Oids
{
    /// <summary>id-data: what a detached PDF signature says it covers.</summary>
    public const string Data = "1.2.840.113549.1.7.1";

    /// <summary>id-signedData.</summary>
    public const string SignedData = "1.2.840.113549.1.7.2";

    /// <summary>id-contentType.</summary>
    public const string ContentType = "1.2.840.113549.1.9.3";

    /// <summary>id-messageDigest.</summary>
    public const string MessageDigest = "1.2.840.113549.1.9.4";

    /// <summary>id-aa-signingCertificateV2 (RFC 5035).</summary>
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    /// <summary>id-aa-timeStampToken: the unsigned attribute of level B-T.</summary>
    public const string SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14";

    /// <summary>id-aa-signingCertificate, the older attribute with SHA-1 (RFC 2634 5.4).</summary>
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";

    /// <summary>id-ct-TSTInfo: what a time-stamp token signs (RFC 3161 2.4.2).</summary>
    public const string TimeStampInfo = "1.2.840.113549.1.9.16.1.4";

    /// <summary>id-kp-timeStamping (RFC 3161 2.3).</summary>
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>id-kp-OCSPSigning (RFC 6960 4.2.2.2).</summary>
    public const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    /// <summary>id-pkix-ocsp-basic (RFC 6960 4.2.1).</summary>
    public const string OcspBasic = "1.3.6.1.5.5.7.48.1.1";

    /// <summary>id-pkix-ocsp-nonce (RFC 6960 4.4.1).</summary>
    public const string OcspNonce = "1.3.6.1.5.5.7.48.1.2";

    /// <summary>id-pkix-ocsp-nocheck: the responder's certificate is not to be asked about (RFC 6960 4.2.2.2.1).</summary>
    public const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";

    /// <summary>rsaEncryption.</summary>
    public const string Rsa = "1.2.840.113549.1.1.1";

    /// <summary>id-RSASSA-PSS.</summary>
    public const string RsaPss = "1.2.840.113549.1.1.10";

    /// <summary>id-mgf1: the only mask generation function of PSS.</summary>
    public const string MaskGeneration = "1.2.840.113549.1.1.8";

    /// <summary>id-ecPublicKey.</summary>
    public const string EcPublicKey = "1.2.840.10045.2.1";

    private static readonly (HashAlgorithmName Name, string Digest, string WithRsa, string WithEcdsa)[] Hashes =
    [
        (HashAlgorithmName.SHA256, "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"),
        (HashAlgorithmName.SHA384, "2.16.840.1.101.3.4.2.2", "1.2.840.113549.1.1.12", "1.2.840.10045.4.3.3"),
        (HashAlgorithmName.SHA512, "2.16.840.1.101.3.4.2.3", "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4"),
    ];

    /// <summary>Whether this digest is one of the three that are signed with here.</summary>
    public static bool IsStrong(HashAlgorithmName hash) => Array.Exists(Hashes, row => row.Name == hash);

    /// <summary>The digest's identifier; only SHA-256, SHA-384 and SHA-512 are signed with here.</summary>
    public static string DigestOf(HashAlgorithmName hash) => Row(hash).Digest;

    /// <summary>The identifier of RSA PKCS#1 v1.5 with this digest.</summary>
    public static string RsaWith(HashAlgorithmName hash) => Row(hash).WithRsa;

    /// <summary>The identifier of ECDSA with this digest.</summary>
    public static string EcdsaWith(HashAlgorithmName hash) => Row(hash).WithEcdsa;

    /// <summary>
    /// The strong digest that an identifier (of a digest, or of a signature with one) names; null for SHA-1, MD5 and strangers.
    /// </summary>
    public static HashAlgorithmName? StrongHash(string oid)
    {
        foreach (var row in Hashes)
            if (oid == row.Digest || oid == row.WithRsa || oid == row.WithEcdsa)
                return row.Name;
        return null;
    }

    private static (HashAlgorithmName Name, string Digest, string WithRsa, string WithEcdsa) Row(HashAlgorithmName hash) =>
        Array.Find(Hashes, row => row.Name == hash) is { Digest: not null } row
            ? row
            : throw new ArgumentException($"{hash.Name} is not a digest to sign with.", nameof(hash));
}
