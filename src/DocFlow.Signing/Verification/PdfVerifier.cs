using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification.Changes;
using DocFlow.Signing.Verification.Integrity;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification;

/// <summary>Validates the signatures of a PDF after EN 319 102-1, and the file around them.</summary>
public sealed class PdfVerifier
{
    private readonly PdfDocument _document;
    private readonly TrustPolicy _policy;
    private readonly List<SignatureCheck> _checks;
    private readonly History _history;
    private readonly List<Finding> _findings;

    // all that does not depend on whom one trusts
    internal PdfVerifier(Stream pdf, TrustPolicy policy)
    {
        _document = PdfDocument.Open(pdf);
        _policy = policy;
        var source = _document.Source;
        var ranges = RangePlaces.Find(source);
        var fields = SignedField.All(_document, ranges);
        _checks = new IntegrityCheck(_document, source, _policy.Memory.Shelf).Of(fields)
            .Zip(fields, (integrity, field) => new SignatureCheck(field, integrity, SignatureClaims.Of(_document, field.Signature)))
            .OrderBy(check => check.End)
            .ToList();
        _history = new ChangeHistory(_document, source).Of(_checks);
        _findings = [.. FileFindings.Of(_document, RawSignatures.Find(source, ranges), _checks), .. _history.Findings];
    }

    /// <summary>The verdict on a file; the stream must be seekable and stays open. Whatever the bytes are, there is an answer.</summary>
    public static VerificationReport Verify(Stream pdf, TrustPolicy policy)
    {
        try
        {
            return new PdfVerifier(pdf, policy).Report(FetchedEvidence.None).Report;
        }
        catch (PdfUnreadable fault)
        {
            return Salvage.Report(pdf, policy, fault);
        }
    }

    /// <summary>The report, and about whose revocation one would have to ask to say more.</summary>
    internal (VerificationReport Report, IReadOnlyCollection<(X509Certificate2 Certificate, X509Certificate2 Issuer)> Unknown) Report(
        FetchedEvidence fetched)
    {
        var process = new TrustProcess(_document, _policy);
        var trust = process.Of(_checks, fetched);
        var reports = _checks.Select((check, i) => SignatureSummary.Of(check, trust[i], _history.After[i], Covered(check))).ToList();
        var report = new VerificationReport(Sum(reports, _findings), _policy.Name, _policy.At, reports, _findings)
        {
            Revisions = _history.Revisions,
        };
        return (report, process.Unknown);
    }

    private CoverageReport? Covered(SignatureCheck check) =>
        check.Integrity.Coverage is { } coverage ? CoverageReport.Of(coverage, _document.Revisions, _document.Length) : null;

    private static Verdict Sum(List<SignatureReport> signatures, List<Finding> findings)
    {
        var worst = signatures.Select(one => one.Indication).Concat(findings.Select(one => one.Weight)).DefaultIfEmpty().Max();
        return worst switch
        {
            Indication.TotalFailed => Verdict.Failed,
            _ when signatures.TrueForAll(one => one.Kind == SignatureKind.DocumentTimeStamp) => Verdict.None,
            Indication.Indeterminate => Verdict.Undetermined,
            _ => Verdict.Passed,
        };
    }
}
