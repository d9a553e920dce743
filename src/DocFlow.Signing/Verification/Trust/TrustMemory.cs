using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(object Statement, X509Certificate2 Issuer), bool> _signed = new(new SameObjects());
    private readonly Lazy<List<RevocationList>> _lists;

    public TrustMemory(IReadOnlyList<X509Certificate2> anchors, IReadOnlyList<byte[]> lists)
    {
        Paths = new CertificatePaths(anchors, Shelf);
        _lists = new Lazy<List<RevocationList>>(() => [.. lists.Select(RevocationList.Read).OfType<RevocationList>()]);
    }

    public CertificateShelf Shelf { get; } = new();

    public CertificatePaths Paths { get; }

    /// <summary>The lists of the policy that can be used.</summary>
    public IReadOnlyList<RevocationList> Lists => _lists.Value;

    /// <summary>Whether this issuer made the list.</summary>
    public bool IsOf(RevocationList list, X509Certificate2 issuer) => Once(list, issuer, () => list.IsOf(issuer));

    /// <summary>Whether this issuer made the certificate.</summary>
    public bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        Once(Shelf.Take(certificate.RawDataMemory), issuer, () => CertificateSignature.IsIssuedBy(certificate, issuer));

    private bool Once(object statement, X509Certificate2 issuer, Func<bool> check)
    {
        var pair = (statement, Shelf.Take(issuer.RawDataMemory));
        if (_signed.TryGetValue(pair, out var known))
            return known;
        if (_signed.Count >= Most)
            _signed.Clear();
        return _signed[pair] = check();
    }

    // certificates call themselves equal when only issuer and number are
    private sealed class SameObjects : IEqualityComparer<(object Statement, X509Certificate2 Issuer)>
    {
        public bool Equals((object Statement, X509Certificate2 Issuer) one, (object Statement, X509Certificate2 Issuer) other) =>
            ReferenceEquals(one.Statement, other.Statement) && ReferenceEquals(one.Issuer, other.Issuer);

        public int GetHashCode((object Statement, X509Certificate2 Issuer) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Statement), RuntimeHelpers.GetHashCode(pair.Issuer));
    }
}
