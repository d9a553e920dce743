using DocFlow.Signing.Cms;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;
using DocFlow.Signing.Verification.Changes;
using DocFlow.Signing.Verification.Integrity;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>
/// A file whose structure cannot be read may still have been signed: then damage to it is told as what it is. Nothing found this way can
/// ever pass.
/// </summary>
internal static class Salvage
{
    public static VerificationReport Report(Stream pdf, TrustPolicy policy, PdfUnreadable fault)
    {
        var source = new PdfSource(pdf, pdf.Length);
        var broken = fault.Fault == PdfFault.NotAPdf ? [] : RawSignatures.Find(source, RangePlaces.Find(source))
            .Select(coverage => Broken(source, coverage))
            .OfType<SignatureReport>()
            .ToList();
        var finding = Finding.Failed("file.unreadable", $"Không đọc được cấu trúc tệp PDF: {Vietnamese(fault.Fault)}.", fault.Message);
        return new VerificationReport(broken.Count > 0 ? Verdict.Failed : Verdict.Unreadable, policy.Name, policy.At, broken, [finding]);
    }

    private static SignatureReport? Broken(PdfSource source, Coverage coverage)
    {
        var cms = Read(coverage);
        if (cms?.Hash is { } hash && CoveredDigests.Of(source, [(coverage, hash)])[0].AsSpan().SequenceEqual(cms.MessageDigest))
            return null;

        var integrity = cms is null
            ? new IntegrityFinding(IntegrityState.Unclear, coverage, null, [IntegrityReasons.Malformed("It cannot be read.")])
            : new IntegrityFinding(IntegrityState.Broken, coverage, cms, [IntegrityReasons.HashFailure]);
        var check = new SignatureCheck(new SignedField(null, null, PdfDictionary.Empty), integrity, SignatureClaims.Nothing);
        return SignatureSummary.Of(check, TrustFinding.Nothing, new ChangesAfter(ChangeState.Forbidden, []),
            CoverageReport.Of(coverage, [], source.Length));
    }

    private static CmsSignature? Read(Coverage coverage)
    {
        try
        {
            return CmsReader.Read(coverage.Cms);
        }
        catch (CmsMalformed)
        {
            return null;
        }
    }

    private static string Vietnamese(PdfFault fault) => fault switch
    {
        PdfFault.NotAPdf => "đây không phải tệp PDF",
        PdfFault.Truncated => "tệp bị cụt",
        PdfFault.TooMuch => "tệp đòi hỏi quá nhiều tài nguyên",
        _ => "cấu trúc bị hỏng",
    };
}
