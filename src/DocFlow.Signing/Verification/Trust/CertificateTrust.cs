using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>X.509 certificate validation (EN 319 102-1 5.2.6) over the platform's path building, with the given anchors only.</summary>
internal sealed class CertificateTrust(TrustPolicy policy)
{
    private readonly List<RevocationList> _lists = [.. policy.RevocationLists.Select(RevocationList.Read).OfType<RevocationList>()];

    /// <summary>Judges the signer's certificate; <paramref name="claimed"/> is when the signer says it signed.</summary>
    public TrustFinding Judge(CmsSignature signature, DateTimeOffset? claimed)
    {
        if (signature.Signer is not { } signer)
            return new TrustFinding(TrustState.Unknown, RevocationState.Unknown, [TrustReasons.NoCertificate]);

        var reasons = new List<Finding>();
        var path = Path(signer, signature.Certificates, reasons);
        var trust = State(reasons);
        reasons.AddRange(KeyReasons.Of(signer, path));
        reasons.AddRange(Strays(signature.Certificates, path));
        reasons.AddRange(Validity(signer, claimed));
        var revocation = trust == TrustState.Trusted ? Revocation(path, claimed, reasons) : Unasked(signer);
        return new TrustFinding(trust, revocation, reasons) { Path = path };
    }

    private List<X509Certificate2> Path(X509Certificate2 signer, IEnumerable<X509Certificate2> extra, List<Finding> reasons)
    {
        using var chain = new X509Chain();
        var rules = chain.ChainPolicy;
        rules.TrustMode = X509ChainTrustMode.CustomRootTrust;
        rules.RevocationMode = X509RevocationMode.NoCheck; // by us, below, with the lists of the policy
        rules.DisableCertificateDownloads = true;
        rules.VerificationTime = policy.At.UtcDateTime;
        rules.CustomTrustStore.AddRange(policy.Anchors.ToArray());
        rules.ExtraStore.AddRange(extra.ToArray());
        reasons.AddRange(TrustReasons.Of(Build(chain, signer), policy.Anchors.Count > 0));
        return [.. chain.ChainElements.Select(element => X509CertificateLoader.LoadCertificate(element.Certificate.RawData))];
    }

    // a certificate that is no certificate inside makes OpenSSL give up with an exception
    private static X509ChainStatusFlags Build(X509Chain chain, X509Certificate2 signer)
    {
        try
        {
            chain.Build(signer);
            return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        }
        catch (CryptographicException)
        {
            return X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;
        }
    }

    private TrustState State(List<Finding> reasons) => reasons.Count == 0 && policy.Anchors.Count > 0 ? TrustState.Trusted
        : reasons.All(reason => reason.Code == SubIndication.NoCertificateChainFound) && policy.Anchors.Count == 0 ? TrustState.Unknown
        : TrustState.Untrusted;

    // Certificates in the CMS are covered by no signature: one that belongs to nothing was put in or altered after signing.
    private IEnumerable<Finding> Strays(IReadOnlyList<X509Certificate2> embedded, List<X509Certificate2> path) => embedded
        .Where(one => !path.Exists(step => step.RawDataMemory.Span.SequenceEqual(one.RawDataMemory.Span)))
        .Where(one => !embedded.Concat(policy.Anchors).Any(issuer => CertificateSignature.IsIssuedBy(one, issuer)))
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

    private RevocationState Revocation(List<X509Certificate2> path, DateTimeOffset? claimed, List<Finding> reasons)
    {
        var worst = RevocationState.Good;
        for (var i = 0; i + 1 < path.Count && !IsAnchor(path[i]); i++)
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
        var own = _lists.FindAll(list => list.IsOf(issuer));
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

    private bool IsAnchor(X509Certificate2 certificate) =>
        policy.Anchors.Any(anchor => anchor.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    // RFC 5280 4.2.1.13 and 4.2.2.1: CRL distribution points; authority information access (OCSP)
    private static RevocationState Unasked(X509Certificate2 certificate) =>
        certificate.Extensions.Any(extension => extension.Oid?.Value is "2.5.29.31" or "1.3.6.1.5.5.7.1.1")
            ? RevocationState.Unknown
            : RevocationState.NonePublished;
}
