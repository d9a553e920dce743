using DocFlow.Platform;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake;

/// <summary>The refusals that several slices of this room give.</summary>
internal static class Refusals
{
    public static Refusal? UnlessClerk(Actor actor) => actor.Is(Role.Clerk) ? null : Refusal.Forbidden("intake.clerk-only",
        "Chỉ văn thư được tiếp nhận và đăng ký văn bản đến; hãy chuyển việc này cho văn thư cơ quan.",
        "Only a clerk receives and registers incoming documents; hand this to the agency's clerk.");

    public static Refusal? UnlessReader(Actor actor) =>
        actor.Is(Role.Clerk) || actor.Is(Role.Leader) || actor.Is(Role.Inspector) ? null : Refusal.Forbidden("register.no-right",
            "Chỉ văn thư, lãnh đạo và thanh tra được xem sổ đăng ký văn bản đến.",
            "Only clerks, leaders and inspectors may see the register of incoming documents.");

    public static Refusal UnknownFile { get; } = Refusal.NotFound("file.unknown",
        "Không có tệp này; có thể tệp đã bị hủy. Hãy tải lại danh sách tệp chờ đăng ký.",
        "There is no such file; it may have been destroyed. Reload the list of files awaiting registration.");

    public static Refusal UnknownPacket { get; } = Refusal.NotFound("packet.unknown",
        "Không có văn bản này trong danh sách nhận qua trục liên thông.",
        "There is no such document among those that came over the exchange.");

    public static Refusal PacketNotWaiting { get; } = Refusal.Conflict("packet.not-waiting",
        "Văn bản này đã được đăng ký hoặc đã trả lại nơi gửi; hãy tải lại danh sách.",
        "This document is already registered or went back to its sender; reload the list.");

    public static Refusal UnknownDocument { get; } = Refusal.NotFound("document.unknown",
        "Không có văn bản đến này trong sổ đăng ký.",
        "There is no such incoming document in the register.");

    public static Refusal NoReason { get; } = Refusal.Invalid("reason.missing",
        "Hãy ghi lý do, từ 3 đến 500 ký tự; lý do được lưu vào sổ.",
        "Give the reason, 3 to 500 characters; it is kept in the register.");

    public static bool IsReason(string? reason) => reason?.Trim().Length is >= 3 and <= 500;
}
