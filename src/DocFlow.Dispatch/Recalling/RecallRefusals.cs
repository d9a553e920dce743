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
        "Hãy ghi trích yếu mới (tối đa 500 ký tự) hoặc hạn trả lời mới.",
        "Give the new subject (at most 500 characters) or the new day to reply by.");

    public static Refusal NotWritten(string why) => Refusal.Invalid("recall.update-not-written",
        $"Không tạo được gói tin cập nhật: {why}", $"The update's packet cannot be written: {why}");

    public static Refusal NothingToAsk { get; } = Refusal.Conflict("recall.nothing-to-ask",
        "Không có nơi nhận nào để hỏi: đã từ chối tiếp nhận, đã trả lại, hoặc đang chờ trả lời một yêu cầu trước.",
        "There is no recipient to ask: they refused it, gave it back, or have not answered an earlier request yet.");
}
