using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification.Time;

/// <summary>
/// Validation with time (EN 319 102-1 5.5, 5.6): document time-stamps first, from the last to the first, each at the time that later ones
/// prove for it; then signatures with their own time-stamps, each at the earliest time proven.
/// </summary>
internal sealed class TrustProcess
{
    // clocks of authorities differ
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly PdfDocument _document;
    private readonly TrustMemory _memory;
    private readonly CertificateTrust _trust;
    private readonly EvidencePool _evidence;
    private readonly List<Proof> _proofs = [];

    public TrustProcess(PdfDocument document, TrustPolicy policy)
    {
        _document = document;
        _memory = policy.Memory;
        _evidence = new EvidencePool(_memory);
        _trust = new CertificateTrust(policy, _evidence);
    }

    /// <summary>The certificates about whose revocation one would have to ask, each with its issuer.</summary>
    public HashSet<(X509Certificate2 Certificate, X509Certificate2 Issuer)> Unknown { get; } = [];

    /// <summary>One finding a signature, in their order, which is that of coverage.</summary>
    public IReadOnlyList<TrustFinding> Of(IReadOnlyList<SignatureCheck> checks, FetchedEvidence fetched)
    {
        _evidence.Add(fetched.Lists, fetched.Answers, EvidenceSource.Online);
        if (Store(_document) is { IsThere: true } store)
        {
            _evidence.Add(store.RevocationLists, store.OcspAnswers, EvidenceSource.Document);
            _evidence.Add(store.Certificates);
        }

        foreach (var cms in checks.Select(check => check.Integrity.Cms).OfType<CmsSignature>())
            EmbeddedEvidence.Into(_evidence, cms);
        var findings = new TrustFinding[checks.Count];
        foreach (var i in Enumerable.Range(0, checks.Count).Reverse().OrderBy(i => checks[i].Integrity.Token is null))
            findings[i] = checks[i].Integrity switch
            {
                { Token: { } token } => DocumentStamp(checks[i], token),
                { Cms: { } cms } => Signature(checks[i], cms),
                _ => TrustFinding.Nothing,
            };
        return findings;
    }

    private TrustFinding DocumentStamp(SignatureCheck check, TimeStampToken token)
    {
        var finding = Judge(token, ProofFor(check));
        if (check.Integrity is { State: IntegrityState.Intact, Reasons.Count: 0, Coverage: { } coverage } && finding.IsPassed)
            _proofs.Add(new Proof(token.Time, StampReasons.By(isDocument: true, Name(token)), coverage.GapStart,
                Store(_document.Prefix(coverage.End)), finding.Keeps.IsLasting));
        return finding;
    }

    private TrustFinding Signature(SignatureCheck check, CmsSignature cms)
    {
        var proof = ProofFor(check);
        var stamp = cms.StampToken is { } der ? Stamp(der, cms, proof) : default;
        if (stamp.Proof is { } own && (proof is null || own.Time < proof.Time))
            proof = own;
        if (cms.Signer is not { } signer)
            return TrustFinding.Nothing with { Reasons = [TrustReasons.NoCertificate, .. stamp.Meaning ?? []] };

        var finding = Judge(new Question(signer, cms.Certificates)
        {
            Claimed = check.Claims.SignedAt, Proofs = _proofs, Proof = proof,
        });
        return finding with { Stamp = stamp.Report, Reasons = [.. finding.Reasons, .. stamp.Meaning ?? []] };
    }

    // the time-stamp over the signature value (EN 319 122-1 5.3)
    private (Proof? Proof, StampReport? Report, Finding[]? Meaning) Stamp(ReadOnlyMemory<byte> der, CmsSignature cms, Proof? above)
    {
        TimeStampToken token;
        try
        {
            token = TimeStampToken.Read(der, _memory.Shelf);
        }
        catch (CmsMalformed malformed)
        {
            return (null, null, [StampReasons.Broken(malformed.Message)]);
        }

        var (state, reasons) = TokenCheck.Of(token, token.Hash is { } hash ? CryptographicOperations.HashData(hash, cms.Value) : null);
        var finding = Judge(token, above);
        var report = StampReport.Of(token, finding, reasons);
        if (state != IntegrityState.Intact || reasons.Count > 0)
            return (null, report, [StampReasons.Broken(reasons[0].Text.English)]);
        if (finding.IsPassed)
            return (new Proof(token.Time, StampReasons.By(isDocument: false, Name(token)), 0, null, finding.Keeps.IsLasting), report, []);
        return finding.Trust == TrustState.Trusted && finding.Reasons.All(StampReasons.IsOfTime)
            ? (null, report, [StampReasons.Unproved(finding.Reasons.MaxBy(reason => reason.Weight)!)])
            : (null, report, [StampReasons.Untrusted(Name(token))]);
    }

    private TrustFinding Judge(TimeStampToken token, Proof? proof)
    {
        if (token.Signer is not { } signer)
            return TrustFinding.Nothing;
        var finding = Judge(new Question(signer, token.Certificates)
        {
            Claimed = token.Time, Proofs = _proofs, Proof = proof, Stamps = true,
        });
        return token.Time > proof?.Time + Tolerance ? finding with { Reasons = [.. finding.Reasons, StampReasons.Disorder] } : finding;
    }

    private TrustFinding Judge(Question question)
    {
        var finding = _trust.Judge(question);
        Unknown.UnionWith(finding.Unknown);
        return finding;
    }

    private Proof? ProofFor(SignatureCheck check) => _proofs.Where(proof => check.End <= proof.Covers).MinBy(proof => proof.Time);

    private static string? Name(TimeStampToken token) => token.Signer?.GetNameInfo(X509NameType.SimpleName, false);

    // a store that cannot be read holds no evidence
    private static SecurityStore? Store(PdfDocument document)
    {
        try
        {
            return SecurityStore.Read(document);
        }
        catch (PdfUnreadable)
        {
            return null;
        }
    }
}
