using System.Security.Cryptography;

namespace DocFlow.Signing.Signatures;

/// <summary>What is to be signed and how it shows. The first signature on a file becomes its certification by itself.</summary>
/// <param name="Field">The name of a laid, empty signature field.</param>
/// <param name="At">The time claimed in /M.</param>
public sealed record SignatureRequest(string Field, DateTimeOffset At)
{
    /// <summary>The signer's signature in blue or the agency's seal in red, as PNG; without it nothing shows.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>The signer's name as plain text in the signature dictionary.</summary>
    public string? Name { get; init; }

    /// <summary>Why it is signed.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it is signed.</summary>
    public string? Location { get; init; }

    /// <summary>Asks for a certification outright: refused when the file already carries a signature.</summary>
    public bool MustCertify { get; init; }

    /// <summary>The digest for document and attributes.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>How an RSA key signs: PKCS#1 v1.5, or PSS. Other keys pay no heed to it.</summary>
    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pkcs1;
}
