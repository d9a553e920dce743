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

    public static Refusal Decided { get; } = Refusal.Conflict("request.decided",
        "Yêu cầu này đã được quyết định; hãy tải lại trang.", "This request was decided already; reload the page.");
}
