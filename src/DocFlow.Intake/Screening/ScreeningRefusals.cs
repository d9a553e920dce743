using DocFlow.Platform;
using DocFlow.Signing.Inspection;
using PdfState = DocFlow.Signing.Inspection.FileState;

namespace DocFlow.Intake.Screening;

/// <summary>What may not come in at all: files that nobody can read safely and whole. They leave nothing behind.</summary>
internal static class ScreeningRefusals
{
    public static Refusal? Of(InspectionReport found)
    {
        if (found.State != PdfState.Readable)
            return Unreadable(found);
        if (found.Concerns.Any(concern => concern.Kind == ConcernKind.Encrypted))
            return Refusal.Invalid("file.encrypted",
                "Tệp PDF bị mã hóa nên không ai kiểm tra hay ký được; hãy đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.",
                "The PDF is encrypted, so nobody can check or sign it; ask the sender to send it again without a password.");

        var active = found.Concerns.Where(concern => concern.Kind is not (ConcernKind.EmbeddedFile or ConcernKind.Damaged)).ToList();
        return active.Count == 0 ? null : Refusal.Invalid("file.active-content",
            $"Tệp PDF có nội dung tự chạy nên không được tiếp nhận: {active[0].Text.Vietnamese} Hãy đề nghị nơi gửi xuất lại PDF thuần.",
            $"The PDF has active content and is not taken in: {active[0].Text.English} Ask the sender for a plain PDF.") with
        {
            Details = new Dictionary<string, object?> { ["found"] = active.Select(concern => $"{concern.Kind}: {concern.Where}") },
        };
    }

    private static Refusal Unreadable(InspectionReport found)
    {
        var (vi, en) = (found.Reason?.Vietnamese, found.Reason?.English);
        return found.State switch
        {
            PdfState.NotAPdf => Refusal.Invalid("file.not-pdf",
                "Tệp gửi lên không phải là PDF; chỉ tiếp nhận tệp PDF.",
                "The file is not a PDF; only PDFs are taken in."),
            PdfState.Truncated or PdfState.Damaged => Refusal.Invalid("file.damaged",
                $"Tệp PDF bị thiếu hoặc hỏng nên không đọc được; hãy gửi lại tệp đầy đủ. {vi}",
                $"The PDF is incomplete or damaged and cannot be read; send the whole file again. {en}"),
            _ => Refusal.TooLarge("file.too-much",
                $"Tệp PDF quá lớn hoặc quá phức tạp để kiểm tra; hãy tách thành nhiều tệp. {vi}",
                $"The PDF is too long or too complex to be checked; split it. {en}"),
        };
    }
}
