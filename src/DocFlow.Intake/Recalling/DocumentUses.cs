using System.Globalization;
using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Recalling;

/// <summary>What a document was used for, as each room says of itself: listed before anybody agrees to give it back.</summary>
public sealed class DocumentUses(IEnumerable<Room> rooms)
{
    private readonly List<Room> _rooms = [.. rooms];

    private sealed record ReplyRow
    {
        public required int Year { get; init; }

        public required int ArrivalNumber { get; init; }

        public string? AnswerCode { get; init; }
    }

    internal async Task<IReadOnlyList<DocumentUse>> Of(ReadSession session, AskedDocument asked)
    {
        var uses = asked.Packets.Select(Packet).ToList();
        foreach (var room in _rooms)
        {
            foreach (var packet in asked.Packets)
                uses.AddRange(await room.UsesOf(session, packet.Id));
            if (asked.DocumentId is { } registered)
                uses.AddRange(await room.UsesOf(session, registered));
        }

        if (asked.DocumentId is { } document)
            uses.AddRange((await Viewer.Of(session, document)).Select(Viewed));
        return uses;
    }

    /// <summary>What this room made of it.</summary>
    internal static async Task<IReadOnlyList<DocumentUse>> InRegister(ReadSession session, Guid document)
    {
        if (await ListRegister.Find(document, session) is not { } entry)
            return [];
        var number = string.Create(CultureInfo.InvariantCulture, $"{entry.ArrivalNumber}/{entry.Year}");
        var uses = new List<DocumentUse> { new($"Đã đăng ký với số đến {number}.", $"Registered under arrival number {number}.") };
        if (entry.HandedTo is { } desk)
            uses.Add(new($"Đã chuyển cho {desk}.", $"Handed over to {desk}."));
        if (entry.AnswerCode is { } answer)
            uses.Add(new($"Đã trả lời bằng văn bản {answer}; văn bản đó được giữ lại.", $"Answered by {answer}, which stays."));
        uses.AddRange((await session.List<ReplyRow>(Replies, new { Id = document })).Select(Reply));
        return uses;
    }

    private static DocumentUse Reply(ReplyRow reply)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{reply.ArrivalNumber}/{reply.Year}");
        return reply.AnswerCode is { } code
            ? new($"Được trả lời bằng {code} (trình theo số đến {number}); văn bản đó được giữ lại.",
                $"Answered by {code} (submitted under arrival number {number}), which stays.")
            : new($"Một dự thảo trả lời nó đang được trình theo số đến {number}.",
                $"A draft that answers it is on its way under arrival number {number}.");
    }

    private static DocumentUse Packet(PacketRow packet) => packet.State switch
    {
        PacketState.Waiting => new("Đang chờ đăng ký trên bàn văn thư.", "Waits on the clerk's desk to be registered."),
        PacketState.Registered => new("Gói tin và các tệp của nó được lưu tại đây.", "Its packet and its files are kept here."),
        PacketState.Returned => new("Đã trả lại nơi gửi; bản nhận được vẫn được lưu.", "Sent back; what was received is still kept."),
        _ => new("Gói tin đã bị hủy.", "Its packet was destroyed."),
    };

    private static DocumentUse Viewed(Viewer viewer)
    {
        var last = Words.Moment(viewer.LastAt);
        return new(
            $"{viewer.Name} đã mở xem {viewer.Times} lần, lần cuối {last}: có thể đã tải về máy.",
            $"{viewer.Name} opened it {viewer.Times} time(s), last on {last}: they may have a copy of their own.");
    }

    // its own case's answer is the case's to tell
    private const string Replies = """
        select year, arrival_number, answer_code
        from intake_document
        where draft_answers = @Id and id <> @Id and voided_at is null
        order by registered_at, id
        """;
}
