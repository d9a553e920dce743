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

    private static bool IsNamedFor(X509Certificate2 below, X509Certificate2 issuer) =>
        issuer.SubjectName.RawData.AsSpan().SequenceEqual(below.IssuerName.RawData);

    private static bool IsSignedBy(X509Certificate2 below, X509Certificate2 issuer)
    {
        try
        {
            return SignedDer.Read(below.RawDataMemory).IsSignedBy(issuer);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
