using DocFlow.Platform;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake.Recalling;

/// <summary>The noes to those who decide about senders' requests.</summary>
internal static class RequestRefusals
{
    public static Refusal? UnlessDecides(Actor actor) => actor.Is(Role.Clerk) || actor.Is(Role.Leader) ? null : Refusal.Forbidden(
        "request.no-right",
        "Chỉ văn thư hoặc lãnh đạo được quyết định về yêu cầu lấy lại, cập nhật, thay thế của nơi gửi.",
        "Only a clerk or a leader decides about a sender's request to take back, update or replace a document.");

    public static Refusal Unknown { get; } = Refusal.NotFound("request.unknown",
        "Không có yêu cầu này của nơi gửi.", "There is no such request of a sender.");

    public static Refusal NotHere { get; } = Refusal.Conflict("request.document-unknown",
        "Văn bản này chưa đến cơ quan nên chưa thể đồng ý; hãy đợi văn bản đến hoặc từ chối kèm lý do.",
        "This document has not come here, so there is nothing to agree to; wait for it, or refuse with a reason.");

    public static Refusal NotTheirs { get; } = Refusal.Conflict("request.not-their-document",
        "Văn bản này do cơ quan khác gửi đến; nơi yêu cầu không có quyền nên chỉ có thể từ chối.",
        "Another agency sent this document; whoever asks has no right to it, so it can only be refused.");

    public static Refusal GivenBack { get; } = Refusal.Conflict("request.document-given-back",
        "Văn bản này đã được trả lại cho nơi gửi nên không thể cập nhật hay thay thế.",
        "This document was given back to its sender already, so it can be neither updated nor replaced.");

    public static Refusal Decided { get; } = Refusal.Conflict("request.decided",
        "Yêu cầu này đã được quyết định; hãy tải lại trang.", "This request was decided already; reload the page.");
}
