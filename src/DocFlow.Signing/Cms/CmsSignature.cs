using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>What the signed attributes say about which certificate is the signer's (RFC 5035).</summary>
public enum SigningCertificateBinding
{
    /// <summary>The attribute is missing: anybody could have swapped the certificate.</summary>
    Missing,

    /// <summary>It names the certificate that is there.</summary>
    Matches,

    /// <summary>It names another certificate.</summary>
    Differs,
}

/// <summary>One detached CMS signature with exactly one signer, taken apart.</summary>
public sealed record CmsSignature
{
    /// <summary>Every certificate that came along.</summary>
    public required IReadOnlyList<X509Certificate2> Certificates { get; init; }

    /// <summary>The signer's among them; null when it did not come along.</summary>
    public required X509Certificate2? Signer { get; init; }

    /// <summary>The digest of document and attributes; null when it is too weak or unknown.</summary>
    public required HashAlgorithmName? Hash { get; init; }

    /// <summary>The document's digest as signed.</summary>
    public required byte[] MessageDigest { get; init; }

    /// <summary>Whether the signed attributes name the signer's certificate.</summary>
    public required SigningCertificateBinding Binding { get; init; }

    /// <summary>
    /// Parts of the CMS that no signature covers, by name: revocation lists and whatever else was put in later; not the time-stamp.
    /// </summary>
    public required IReadOnlyList<string> UnsignedParts { get; init; }

    /// <summary>
    /// The DER of the signature time-stamp (id-aa-timeStampToken, EN 319 122-1 5.3), which speaks for itself; null without one.
    /// </summary>
    public ReadOnlyMemory<byte>? StampToken { get; init; }

    /// <summary>What is signed, where it is carried inside; empty for a PDF's signature.</summary>
    internal ReadOnlyMemory<byte> Content { get; init; }

    internal SignatureScheme? Scheme { get; init; }

    internal byte[] SignedAttributes { get; init; } = [];

    internal byte[] Value { get; init; } = [];

    /// <summary>Whether digest and signature algorithm are ones we still trust.</summary>
    public bool IsStrong => Hash is not null && Scheme is not null;

    /// <summary>Whether the signer's key signed the attributes.</summary>
    public bool IsSignedBySigner => Signer is not null && Scheme?.Verifies(Signer, SignedAttributes, Value) == true;
}
