using DocFlow.Platform;

namespace DocFlow.Dispatch.Recalling;

/// <summary>The noes to whoever would recall, update or replace an issued document.</summary>
internal static class RecallRefusals
{
    public static Refusal NotIssued { get; } = Refusal.Conflict("recall.not-issued",
        "Số này chưa phát hành hoặc đã hủy nên không có gì để thu hồi hay cập nhật.",
        "This number was not issued, or is void: there is nothing to take back or to update.");

    public static Refusal Frozen { get; } = Refusal.Conflict("recall.frozen",
        "Văn bản này đã được thu hồi và bị khóa: không gửi, cập nhật hay thay thế được nữa.",
        "This document was recalled and is frozen: it is neither sent, updated nor replaced any more.");

    public static Refusal NothingChanges { get; } = Refusal.Invalid("recall.nothing-changes",
        "Chưa có gì thay đổi: hãy sửa trích yếu (tối đa 500 ký tự), độ khẩn, hạn trả lời hoặc nơi nhận.",
        "Nothing changes: correct the subject (at most 500 characters), the urgency, the day to reply by, or the recipients.");

    public static Refusal NobodyLeft { get; } = Refusal.Invalid("recall.nobody-left",
        "Không còn nơi nhận nào; nếu muốn lấy lại văn bản ở mọi nơi nhận, hãy thu hồi.",
        "No recipient would be left; to have the document back from everybody, recall it.");

    public static Refusal RecipientUnknown(string code) => Refusal.Invalid("recall.recipient-unknown",
        $"Cơ quan {code} không có trong danh bạ hoặc đã ngừng trao đổi.",
        $"The agency {code} is not in the directory, or we stopped exchanging with it.");

    public static Refusal RecipientThere(string name, string code) => Refusal.Conflict("recall.recipient-there",
        $"{name} ({code}) đã là nơi nhận của văn bản này, hoặc đã trả lại văn bản.",
        $"{name} ({code}) is a recipient of this document already, or gave it back.");

    public static Refusal NothingToAsk { get; } = Refusal.Conflict("recall.nothing-to-ask",
        "Không có nơi nhận nào để hỏi: đã từ chối tiếp nhận, đã trả lại, hoặc đang chờ trả lời một yêu cầu trước.",
        "There is no recipient to ask: they refused it, gave it back, or have not answered an earlier request yet.");
}
