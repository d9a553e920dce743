using System.Security.Cryptography;
using DocFlow.Signing.Fields;

namespace DocFlow.Signing.Signatures;

/// <summary>What is to be signed and how it shows. The first signature on a file becomes its certification by itself.</summary>
/// <param name="Field">The name of an empty signature field: one that was laid, or the <see cref="NewField"/>.</param>
/// <param name="At">The time claimed in /M.</param>
public sealed record SignatureRequest(string Field, DateTimeOffset At)
{
    /// <summary>The signer's signature in blue or the agency's seal in red, as PNG, or a JPEG.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>
    /// Text to show, alone or beside the picture, in lines broken to fit; without both, and in a field without area, nothing shows.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>The signer's name as plain text in the signature dictionary.</summary>
    public string? Name { get; init; }

    /// <summary>Why it is signed.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it is signed.</summary>
    public string? Location { get; init; }

    /// <summary>
    /// What the certification still allows (DocMDP, ISO 32000-2, 12.8.2.2): 1 nothing, 2 filling and signing, 3 remarks too. Null: the
    /// first signature on a file certifies with 2. Asking for it on a file that already carries a signature is refused.
    /// </summary>
    public int? Certify
    {
        get;
        init => field = value is null or (>= 1 and <= 3)
            ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A certification has a level of 1, 2 or 3.");
    }

    /// <summary>Where the field is made when the file has none of this name; null: a missing field is refused.</summary>
    public NewField? NewField { get; init; }

    /// <summary>Bytes kept free for a time-stamp over the signature value (level B-T); a token with its chain needs 4 to 12 KB.</summary>
    public int StampRoom { get; init; }

    /// <summary>The digest for document and attributes.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>How an RSA key signs: PKCS#1 v1.5, or PSS. Other keys pay no heed to it.</summary>
    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pkcs1;
}
