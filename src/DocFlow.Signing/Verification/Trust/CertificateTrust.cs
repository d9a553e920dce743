using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>
/// X.509 certificate validation (EN 319 102-1 5.2.6) with the given anchors only, as of now or, where there is a proof of existence, as of
/// the time it proves (5.5.4, 5.6.2).
/// </summary>
internal sealed class CertificateTrust(TrustPolicy policy, EvidencePool evidence)
{
    private readonly TrustMemory _memory = policy.Memory;

    /// <summary>Judges a certificate.</summary>
    public TrustFinding Judge(Question question)
    {
        var moment = question.Proof?.Time ?? policy.At;
        var path = _memory.Paths.Find(question.Certificate, question.CameAlong.Concat(evidence.Certificates), moment);
        var certificates = path.Certificates;
        var reasons = TrustReasons.Of(path.Faults, policy.Anchors.Count > 0).ToList();
        var trust = State(reasons);
        reasons.AddRange(KeyReasons.Of(question, certificates, moment));
        reasons.AddRange(Strays(question.CameAlong, certificates));
        reasons.AddRange(Validity(question, certificates, moment));
        if (trust != TrustState.Trusted)
            return new TrustFinding(trust, RevocationCheck.Unasked(question.Certificate), reasons) { Path = certificates };

        var revocation = new RevocationCheck(evidence, policy.At, question).Of(path);
        return new TrustFinding(trust, revocation.State, [.. reasons, .. revocation.Reasons])
        {
            Path = certificates, Proof = question.Proof, Evidence = revocation.Evidence,
            Keeps = (revocation.IsLasting, revocation.IsArchived), Unknown = revocation.Unknown,
        };
    }

    private TrustState State(List<Finding> reasons) => reasons.Count == 0 && policy.Anchors.Count > 0 ? TrustState.Trusted
        : reasons.All(reason => reason.Code == SubIndication.NoCertificateChainFound) && policy.Anchors.Count == 0 ? TrustState.Unknown
        : TrustState.Untrusted;

    // Certificates in the CMS are covered by no signature: one that belongs to nothing was put in or altered after signing.
    private IEnumerable<Finding> Strays(IReadOnlyList<X509Certificate2> embedded, IReadOnlyList<X509Certificate2> path) => embedded
        .Where(one => !path.Any(step => step.RawDataMemory.Span.SequenceEqual(one.RawDataMemory.Span)))
        .Where(one => !embedded.Concat(policy.Anchors).Any(issuer => _memory.IsIssuedBy(one, issuer)))
        .Select(one => TrustReasons.Stray(one.Subject));

    private static IEnumerable<Finding> Validity(Question question, IReadOnlyList<X509Certificate2> path, DateTimeOffset moment)
    {
        var signer = question.Certificate;
        if (question.Claimed > signer.NotAfter)
            yield return TrustReasons.SignedAfterEnd;
        else if (moment > signer.NotAfter)
            yield return TrustReasons.EndedSince(question.Proof);
        if (question.Claimed < signer.NotBefore || moment < signer.NotBefore)
            yield return TrustReasons.SignedBeforeStart;
        foreach (var above in path.Skip(1).Where(one => moment > one.NotAfter || moment < one.NotBefore))
            yield return TrustReasons.IssuerOutOfBounds(above.Subject);
    }
}
