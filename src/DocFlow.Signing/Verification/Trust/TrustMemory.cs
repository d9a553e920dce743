using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>
/// What was found out once under the anchors and lists of a policy and holds for every file and every moment: certificates decoded, paths
/// found, lists read, signatures of issuers checked. For many threads.
/// </summary>
internal sealed class TrustMemory
{
    private readonly Lazy<List<RevocationList>> _lists;

    public TrustMemory(IReadOnlyList<X509Certificate2> anchors, IReadOnlyList<byte[]> lists)
    {
        Paths = new CertificatePaths(anchors, Shelf);
        _lists = new Lazy<List<RevocationList>>(() => [.. lists.Select(RevocationList.Read).OfType<RevocationList>()]);
    }

    public CertificateShelf Shelf { get; } = new();

    public CertificatePaths Paths { get; }

    /// <summary>Of the policy's lists and of certificates; what one file brings along is no part of it.</summary>
    public CheckedSignatures Signatures { get; } = new();

    /// <summary>The lists of the policy that can be used.</summary>
    public IReadOnlyList<RevocationList> Lists => _lists.Value;

    /// <summary>Whether this issuer made the certificate.</summary>
    public bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var (one, above) = (Shelf.Take(certificate.RawDataMemory), Shelf.Take(issuer.RawDataMemory));
        return Signatures.Once(one, above, () => CertificateSignature.IsIssuedBy(one, above));
    }
}
