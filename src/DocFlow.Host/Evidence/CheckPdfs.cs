using DocFlow.Platform.Evidence;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Evidence;

/// <summary>The signatures of the PDFs, judged by the reader's own trust; the report that came along is not believed.</summary>
internal static class CheckPdfs
{
    public static IEnumerable<EvidenceLine> Of(OpenedEvidence evidence, EvidenceTrust trust, CancellationToken stop)
    {
        foreach (var part in VerifyEvidence.OfKind(evidence, EvidenceKind.Received, EvidenceKind.Issued))
        {
            stop.ThrowIfCancellationRequested();
            yield return new EvidenceLine(Weigh(part, Judge(evidence, part, trust, out var text)), part.Path, text);
        }
    }

    private static Verdict Judge(OpenedEvidence evidence, EvidenceManifest.Part part, EvidenceTrust trust, out Sentence text)
    {
        using var pdf = evidence.Read(part.Path);
        var report = PdfVerifier.Verify(pdf, trust.Policy);
        var count = report.Signatures.Count;
        var why = report.Signatures.Where(one => one.Indication != Indication.TotalPassed).SelectMany(one => one.Reasons)
            .Concat(report.Findings.Where(finding => finding.Weight != Indication.TotalPassed)).FirstOrDefault()?.Text;
        text = report.Verdict switch
        {
            Verdict.Passed => new($"{count} chữ ký số đều hợp lệ.", $"All {count} signatures pass."),
            Verdict.None => new("Văn bản không có chữ ký số.", "There is no signature in it."),
            Verdict.Unreadable => new("Không đọc được như tệp PDF.", "It cannot be read as a PDF."),
            Verdict.Failed => Because("Chữ ký số không hợp lệ", "A signature fails", why),
            _ => Because("Chưa xác định được hiệu lực chữ ký số", "The signatures are undetermined", why),
        };
        return report.Verdict;
    }

    // paper that was scanned has no signature; what the agency issued must have one
    private static Verdict Weigh(EvidenceManifest.Part part, Verdict verdict) => verdict switch
    {
        Verdict.None => part.Kind == EvidenceKind.Issued ? Verdict.Failed : Verdict.Passed,
        Verdict.Unreadable => Verdict.Failed,
        _ => verdict,
    };

    private static Sentence Because(string vietnamese, string english, Sentence? why) =>
        why is null ? new(vietnamese + ".", english + ".") : new($"{vietnamese}: {why.Vietnamese}", $"{english}: {why.English}");
}
