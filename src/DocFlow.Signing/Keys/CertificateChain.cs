using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Keys;

/// <summary>Puts certificates found beside a key in order.</summary>
internal static class CertificateChain
{
    /// <summary>Those above it, nearest first, as far as they are there; of two with one name the one whose key really signed.</summary>
    public static List<X509Certificate2> Above(X509Certificate2 own, IReadOnlyCollection<X509Certificate2> found)
    {
        var chain = new List<X509Certificate2>();
        for (var below = own; !IsNamedFor(below, below);)
        {
            var issuer = found.Where(one => one.Thumbprint != own.Thumbprint && !chain.Contains(one) && IsNamedFor(below, one))
                .OrderByDescending(one => IsSignedBy(below, one)).ThenByDescending(one => one.NotAfter).FirstOrDefault();
            if (issuer is null)
                break;
            chain.Add(issuer);
            below = issuer;
        }

        return chain;
    }

    /// <summary>
    /// Whether each of these certificates really is the issuer of the one before it, as far as its algorithm is known here.
    /// </summary>
    public static bool Holds(X509Certificate2 own, IReadOnlyList<X509Certificate2> chain)
    {
        var below = own;
        foreach (var issuer in chain)
        {
            if (!IsNamedFor(below, issuer) || !IsSignedBy(below, issuer, ifUnknown: true))
                return false;
            below = issuer;
        }

        return chain.Count == 0 || !IsNamedFor(below, below) || IsSignedBy(below, below, ifUnknown: true);
    }

    private static bool IsNamedFor(X509Certificate2 below, X509Certificate2 issuer) =>
        issuer.SubjectName.RawData.AsSpan().SequenceEqual(below.IssuerName.RawData);

    private static bool IsSignedBy(X509Certificate2 below, X509Certificate2 issuer, bool ifUnknown = false)
    {
        try
        {
            var read = SignedDer.Read(below.RawDataMemory);
            return read.IsStrong ? read.IsSignedBy(issuer) : ifUnknown;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
