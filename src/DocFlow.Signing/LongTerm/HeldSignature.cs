using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.LongTerm;

/// <summary>A signature or a document time-stamp of a file, whole as far as its bytes go.</summary>
/// <param name="Key">Its key in the security store.</param>
/// <param name="End">Where what it covers ends.</param>
/// <param name="Cms">The signature; null for a document time-stamp.</param>
/// <param name="Token">The document time-stamp's token; otherwise the signature's own time-stamp, if it has one that fits.</param>
internal sealed record HeldSignature(string Key, long End, CmsSignature? Cms, TimeStampToken? Token)
{
    /// <summary>Whether it is a document time-stamp.</summary>
    public bool IsStamp => Cms is null;

    /// <summary>Every certificate that came along.</summary>
    public IEnumerable<X509Certificate2> Certificates => [.. Cms?.Certificates ?? [], .. Token?.Certificates ?? []];

    /// <summary>The token over the signature's value, if it is whole and for this value.</summary>
    public static TimeStampToken? OwnStamp(CmsSignature cms)
    {
        if (cms.StampToken is not { } der)
            return null;
        try
        {
            var token = TimeStampToken.Read(der);
            return token.Hash is { } hash && token.Covers(CryptographicOperations.HashData(hash, cms.Value)) && token.IsSignedBySigner
                ? token
                : null;
        }
        catch (CmsMalformed)
        {
            return null;
        }
    }
}

/// <summary>
/// A certificate on which a signature rests, and since when it must have been good: the moment that is proved of the signature.
/// </summary>
internal sealed record CertificateClaim(string Key, X509Certificate2 Certificate, DateTimeOffset After);
