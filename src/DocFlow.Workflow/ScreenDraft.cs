using DocFlow.Platform;
using DocFlow.Signing.Inspection;

namespace DocFlow.Workflow;

/// <summary>
/// Looks into a corrected draft as Intake looked into the first one: nobody signs a file with scripts, hidden files or a password, and a
/// state secret is not handled here at all.
/// </summary>
internal static class ScreenDraft
{
    public static Refusal? Refuse(Stream draft)
    {
        var found = PdfInspector.Inspect(draft, new InspectionLimits());
        draft.Position = 0;
        if ((found.Reason ?? found.Concerns.FirstOrDefault(concern => concern.Kind == ConcernKind.Damaged)?.Text) is { } reason)
            return Refusal.Invalid("draft.unreadable",
                $"Tệp không đọc được nên không thể trình ký; hãy gửi lại tệp PDF đầy đủ. {reason.Vietnamese}",
                $"The file cannot be read, so it cannot be signed; send a whole PDF. {reason.English}");
        if (found.Secrecy is not null)
            return Refusal.Invalid("draft.secret",
                "Trang đầu có dấu chỉ độ mật; bí mật nhà nước không được xử lý trên hệ thống này.",
                "The first page bears a secrecy mark; state secrets are not handled on this system.");
        return found.Concerns.Count == 0 ? null : Refusal.Invalid("draft.unsafe",
            $"Dự thảo có nội dung mà người ký không nhìn thấy: {found.Concerns[0].Text.Vietnamese} Hãy xuất lại PDF thuần.",
            $"The draft has content that a signer does not see: {found.Concerns[0].Text.English} Export it as a plain PDF.");
    }
}
