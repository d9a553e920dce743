using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>X.509 certificate validation (EN 319 102-1 5.2.6) over the platform's path building, with the given anchors only.</summary>
internal sealed class CertificateTrust(TrustPolicy policy)
{
    private readonly TrustMemory _memory = policy.Memory;

    /// <summary>Judges the signer's certificate; <paramref name="claimed"/> is when the signer says it signed.</summary>
    public TrustFinding Judge(CmsSignature signature, DateTimeOffset? claimed)
    {
        if (signature.Signer is not { } signer)
            return new TrustFinding(TrustState.Unknown, RevocationState.Unknown, [TrustReasons.NoCertificate]);

        var found = _memory.Paths.Find(signer, signature.Certificates, policy.At);
        var path = found.Certificates;
        var reasons = TrustReasons.Of(found.Faults, policy.Anchors.Count > 0).ToList();
        var trust = State(reasons);
        reasons.AddRange(KeyReasons.Of(signer, path));
        reasons.AddRange(Strays(signature.Certificates, path));
        reasons.AddRange(Validity(signer, claimed));
        var revocation = trust == TrustState.Trusted ? Revocation(path, claimed, reasons) : Unasked(signer);
        return new TrustFinding(trust, revocation, reasons) { Path = path };
    }

    private TrustState State(List<Finding> reasons) => reasons.Count == 0 && policy.Anchors.Count > 0 ? TrustState.Trusted
        : reasons.All(reason => reason.Code == SubIndication.NoCertificateChainFound) && policy.Anchors.Count == 0 ? TrustState.Unknown
        : TrustState.Untrusted;

    // Certificates in the CMS are covered by no signature: one that belongs to nothing was put in or altered after signing.
    private IEnumerable<Finding> Strays(IReadOnlyList<X509Certificate2> embedded, IReadOnlyList<X509Certificate2> path) => embedded
        .Where(one => !path.Any(step => step.RawDataMemory.Span.SequenceEqual(one.RawDataMemory.Span)))
        .Where(one => !embedded.Concat(policy.Anchors).Any(issuer => _memory.IsIssuedBy(one, issuer)))
        .Select(one => TrustReasons.Stray(one.Subject));

    private IEnumerable<Finding> Validity(X509Certificate2 signer, DateTimeOffset? claimed)
    {
        if (claimed > signer.NotAfter)
            yield return TrustReasons.SignedAfterEnd;
        else if (policy.At > signer.NotAfter)
            yield return TrustReasons.EndedSince;
        if (claimed < signer.NotBefore || policy.At < signer.NotBefore)
            yield return TrustReasons.SignedBeforeStart;
    }

    private RevocationState Revocation(IReadOnlyList<X509Certificate2> path, DateTimeOffset? claimed, List<Finding> reasons)
    {
        var worst = RevocationState.Good;
        for (var i = 0; i + 1 < path.Count && !_memory.Paths.IsAnchor(path[i]); i++)
        {
            var state = Revocation(path[i], path[i + 1], claimed, reasons);
            if (worst == RevocationState.Good || state == RevocationState.Revoked)
                worst = state;
        }

        foreach (var above in path.Skip(1).Where(one => policy.At > one.NotAfter || policy.At < one.NotBefore))
            reasons.Add(TrustReasons.IssuerOutOfBounds(above.Subject));
        return worst;
    }

    private RevocationState Revocation(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset? claimed,
        List<Finding> reasons)
    {
        var own = _memory.Lists.Where(list => _memory.IsOf(list, issuer)).ToList();
        var revoked = own.Select(list => list.RevokedAt(certificate)).Min();
        if (revoked is { } moment)
        {
            reasons.Add(claimed >= moment ? TrustReasons.RevokedBefore(moment) : TrustReasons.RevokedSince(moment));
            return RevocationState.Revoked;
        }

        if (own.Exists(list => list.IsCurrent(policy.At)))
            return RevocationState.Good;
        var state = own.Count > 0 ? RevocationState.Unknown : Unasked(certificate);
        reasons.Add(own.Count > 0 ? TrustReasons.ListOutdated : TrustReasons.NoList(state == RevocationState.NonePublished));
        return state;
    }

    // RFC 5280 4.2.1.13 and 4.2.2.1: CRL distribution points; authority information access (OCSP)
    private static RevocationState Unasked(X509Certificate2 certificate) =>
        certificate.Extensions.Any(extension => extension.Oid?.Value is "2.5.29.31" or "1.3.6.1.5.5.7.1.1")
            ? RevocationState.Unknown
            : RevocationState.NonePublished;
}
