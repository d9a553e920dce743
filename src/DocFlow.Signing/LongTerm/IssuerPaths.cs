using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// The way from a certificate to its anchor among the certificates at hand, fetching what is missing where a certificate says.
/// </summary>
internal sealed class IssuerPaths(IReadOnlyList<X509Certificate2> anchors, IEnumerable<X509Certificate2> atHand)
{
    private const int Longest = 10;

    private readonly List<X509Certificate2> _pool = [.. anchors.Concat(atHand).DistinctBy(one => one.Thumbprint)];

    /// <summary>The certificates in order, the anchor last; null where it does not get there.</summary>
    public IReadOnlyList<X509Certificate2>? Find(X509Certificate2 certificate) =>
        Walk(certificate) is var path && IsEnd(path[^1]) ? path : null;

    /// <summary>The same, with certificates fetched.</summary>
    public async Task<IReadOnlyList<X509Certificate2>?> Find(X509Certificate2 certificate, RevocationClient client, CancellationToken stop)
    {
        for (var fetched = 0; fetched < Longest && Find(certificate) is null; fetched++)
        {
            if (await client.Issuer(Walk(certificate)[^1], stop) is not { } issuer)
                return null;
            _pool.Add(issuer);
        }

        return Find(certificate);
    }

    private List<X509Certificate2> Walk(X509Certificate2 certificate)
    {
        var path = new List<X509Certificate2> { certificate };
        while (path.Count < Longest && !IsEnd(path[^1]) && _pool.Find(one => CertificateSignature.IsIssuedBy(path[^1], one)) is { } issuer
            && !path.Contains(issuer))
            path.Add(issuer);
        return path;
    }

    private bool IsEnd(X509Certificate2 certificate) => anchors.Count == 0
        ? CertificateSignature.IsIssuedBy(certificate, certificate)
        : anchors.Any(anchor => anchor.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
}
