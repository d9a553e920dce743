using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;
using DocFlow.Signing.Verification.Changes;
using DocFlow.Signing.Verification.Integrity;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification;

/// <summary>Validates the signatures of a PDF after EN 319 102-1, and the file around them.</summary>
public sealed class PdfVerifier
{
    private readonly PdfDocument _document;
    private readonly PdfSource _source;
    private readonly TrustPolicy _policy;

    private PdfVerifier(Stream pdf, TrustPolicy policy)
    {
        _document = PdfDocument.Open(pdf);
        _source = _document.Source;
        _policy = policy;
    }

    /// <summary>The verdict on a file; the stream must be seekable and stays open. Whatever the bytes are, there is an answer.</summary>
    public static VerificationReport Verify(Stream pdf, TrustPolicy policy)
    {
        try
        {
            return new PdfVerifier(pdf, policy).Report();
        }
        catch (PdfUnreadable fault)
        {
            return Salvage.Report(pdf, policy, fault);
        }
    }

    private VerificationReport Report()
    {
        var ranges = RangePlaces.Find(_source);
        var fields = SignedField.All(_document, ranges);
        var checks = new IntegrityCheck(_document, _source, _policy.Memory.Shelf).Of(fields)
            .Zip(fields, (integrity, field) => new SignatureCheck(field, integrity, SignatureClaims.Of(_document, field.Signature)))
            .OrderBy(check => check.End)
            .ToList();
        var history = new ChangeHistory(_document, _source).Of(checks);
        var trust = new TrustProcess(_document, _policy).Of(checks);
        var reports = checks.Select((check, i) => SignatureSummary.Of(check, trust[i], history.After[i], Covered(check))).ToList();
        var findings = FileFindings.Of(_document, RawSignatures.Find(_source, ranges), checks).Concat(history.Findings).ToList();
        return new VerificationReport(Sum(reports, findings), _policy.Name, _policy.At, reports, findings)
        {
            Revisions = history.Revisions,
        };
    }

    private CoverageReport? Covered(SignatureCheck check) =>
        check.Integrity.Coverage is { } coverage ? CoverageReport.Of(coverage, _document.Revisions, _document.Length) : null;

    private static Verdict Sum(List<SignatureReport> signatures, List<Finding> findings)
    {
        var worst = signatures.Select(one => one.Indication).Concat(findings.Select(one => one.Weight)).DefaultIfEmpty().Max();
        return worst switch
        {
            Indication.TotalFailed => Verdict.Failed,
            _ when signatures.Count == 0 => Verdict.None,
            Indication.Indeterminate => Verdict.Undetermined,
            _ => Verdict.Passed,
        };
    }
}
