using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification.Integrity;

namespace DocFlow.Signing.Verification;

/// <summary>What concerns the file rather than one signature.</summary>
internal static class FileFindings
{
    public static IEnumerable<Finding> Of(PdfDocument document, List<Coverage> raw, List<SignatureCheck> checks)
    {
        if (document.IsEncrypted)
            yield return Finding.Undecided("file.encrypted", "Tệp được mã hóa nên không kiểm tra được đầy đủ.",
                "The file is encrypted, so it cannot be checked in full.");
        if (checks.Exists(check => check.Field.Node is null) || IsHiding(raw, checks))
            yield return Finding.Failed("signature.unreached", "Có chữ ký không thuộc trường nào của biểu mẫu.",
                "There is a signature that no field of the form leads to.");
        if (checks.GroupBy(check => check.Field.Reference).Any(group => group.Count() > 1))
            yield return Finding.Failed("signature.shared", "Hai trường dùng chung một chữ ký.", "Two fields share one signature.");
        if (checks.Count > 0 && document.Dictionary(document.Catalog["AcroForm"])?["XFA"] is not null)
            yield return Finding.Undecided("file.xfa", "Tệp chứa biểu mẫu XFA nên nội dung hiển thị có thể khác.",
                "The file holds an XFA form, which may show something else.");
        foreach (var finding in checks.Count == 0 ? [] : Certification(document, checks))
            yield return finding;
    }

    // a signature in a saved version that the newest one no longer knows
    private static bool IsHiding(List<Coverage> raw, List<SignatureCheck> checks)
    {
        var known = checks.Select(check => check.Integrity.Coverage?.GapStart).ToHashSet();
        return raw.Exists(coverage => coverage.Cms.Length > 0 && !known.Contains(coverage.GapStart));
    }

    // ISO 32000-2 12.8.2.2.1: at most one, the first signed field, and named in the catalog's /Perms
    private static IEnumerable<Finding> Certification(PdfDocument document, List<SignatureCheck> checks)
    {
        var certifying = checks.FindAll(check => check.Claims.Certifies);
        var named = document.Dictionary(document.Catalog["Perms"])?["DocMDP"] as PdfReference;
        if (certifying.Count > 1 || (certifying.Count == 1 && certifying[0] != checks[0]))
            yield return Finding.Failed("certification.not-first", "Chữ ký chứng nhận (DocMDP) không phải chữ ký đầu tiên.",
                "The certification (DocMDP) is not the first signature.");
        if (named != certifying.FirstOrDefault()?.Field.Reference)
            yield return Finding.Failed("certification.unnamed", "Tài liệu không nêu đúng chữ ký chứng nhận (/Perms).",
                "The document's /Perms and its certification do not agree.");
    }
}
