using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Packets;

/// <summary>
/// POST /intake/packets/{id}/return: a document goes back to its sender (02, "Trả lại") with a reason; its item is closed, its bytes stay.
/// </summary>
public static class ReturnPacket
{
    private const int LongestReason = 1000;

    /// <summary>Which, and why; or that it is not for us, which needs no words.</summary>
    public sealed record Command(Guid PacketId, string? Reason)
    {
        public bool WrongAddressee { get; init; }
    }

    /// <summary>Where the item stands now.</summary>
    public sealed record Answer(Guid PacketId, PacketState State);

    public static async Task<Outcome<Answer>> Handle(Command command, Session session, Actor actor)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        var reason = command.Reason?.Trim() ?? "";
        if (reason.Length > LongestReason || (reason.Length < 3 && !command.WrongAddressee))
            return NoReason;
        if (await PacketRow.Find(session, command.PacketId) is not { } packet)
            return Refusals.UnknownPacket;

        var said = command.WrongAddressee ? Said(packet, reason) : reason;
        return await Give(packet, new TellSender.Word("02", said).Of(actor), session)
            ? new Answer(packet.Id, PacketState.Returned)
            : Refusals.PacketNotWaiting;
    }

    /// <summary>Its addressees do not name us: it goes back by itself.</summary>
    internal static Task Misdirected(PacketRow packet, Session session) =>
        Give(packet, new TellSender.Word("02", Said(packet, "")), session);

    /// <summary>Closes the waiting item and tells the sender; false when it no longer waited.</summary>
    internal static async Task<bool> Give(PacketRow packet, TellSender.Word word, Session session)
    {
        if (await session.Execute(Return, new { packet.Id, session.Now, word.By.Name, Reason = word.Description }) == 0)
            return false;
        await session.Keep(SetAside, new { packet.Id });
        await session.Record(packet.Id, "returned", word.By, new { Reason = word.Description });
        await TellSender.Of(packet, word, session);
        return true;
    }

    private static string Said(PacketRow packet, string reason)
    {
        var sentence = $"Văn bản {packet.Code} gửi nhầm nơi nhận: không gửi cho cơ quan có mã {packet.ToCode}. {reason}".TrimEnd();
        return Shortened.Of(sentence, LongestReason);
    }

    private static Refusal NoReason => Refusal.Invalid("packet.no-reason",
        "Hãy ghi lý do trả lại, từ 3 đến 1000 ký tự; nơi gửi đọc được lý do này.",
        "Say why it goes back, in 3 to 1000 characters; its sender reads it.");

    private const string SetAside = """
        update intake_file
        set state = 'SetAside'
        where packet_id = @Id and state in ('Ready', 'Held', 'Unusable')
        """;

    private const string Return = """
        update intake_packet
        set state = 'Returned', returned_at = @Now, returned_by_name = @Name, return_reason = @Reason
        where id = @Id and state = 'Waiting'
        """;
}
