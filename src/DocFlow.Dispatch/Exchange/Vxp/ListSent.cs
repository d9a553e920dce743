using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/getSentEdocList: what the calling agency handed over, the newest first, with each recipient's copy; of one packet
/// where docId says so.
/// </summary>
public static class ListSent
{
    private const int Most = 500;

    private sealed record SentRow
    {
        public required Guid SenderDocId { get; init; }
        public required Guid ReceiverDocId { get; init; }
        public required string Kind { get; init; }
        public required string FromCode { get; init; }
        public required string ToCode { get; init; }
        public required string Title { get; init; }
        public required string Notation { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset SentAt { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder vxp) => vxp.MapPost("/getSentEdocList", async (
        HttpRequest request, ExchangeGate gate) => VxpEnvelope.Of(await gate.Let(request, Handle)));

    private static async Task<Outcome<object[]>> Handle(Session session, Caller caller)
    {
        var kind = caller.Call["messagetype"] ?? PacketRow.Document;
        if (kind is not (PacketRow.Document or PacketRow.Status))
            return ListReceived.KindUnknown;
        var one = caller.Call["docId"] is { } docId ? Guid.TryParse(docId, out var id) ? id : Guid.Empty : (Guid?)null;
        var asked = new
        {
            Via = caller.Agency.Code,
            Id = one,
            Kind = kind,
            Offset = 0,
            Limit = Most,
        };
        var rows = await session.List<SentRow>(one is null ? Newest : OfPacket, asked);
        return rows.Select(Row).ToArray();
    }

    private static object Row(SentRow row) => new Dictionary<string, object?>
    {
        ["serviceType"] = "eDoc",
        ["messageType"] = row.Kind,
        ["senderDocId"] = row.SenderDocId,
        ["receiverDocId"] = row.ReceiverDocId,
        ["fromCode"] = row.FromCode,
        ["toCode"] = row.ToCode,
        ["title"] = row.Title,
        ["notation"] = row.Notation,
        ["sentTime"] = ListReceived.Time(row.SentAt),
        ["receivedTime"] = row.State == PacketCopy.Done ? ListReceived.Time(row.ChangedAt) : null,
        ["sendStatus"] = PacketCopy.Done,
        ["sendStatusDesc"] = "Đã gửi",
        ["receiveStatus"] = row.State,
        ["receiveStatusDesc"] = row.State switch
        {
            PacketCopy.Done => "Đã nhận",
            PacketCopy.Recalled => "Bên nhận đã trả lại",
            AcknowledgeMail.Processing => "Đang nhận",
            AcknowledgeMail.Fail => "Bên nhận chưa lưu được",
            _ => "Chờ nhận",
        },
    };

    private const string Columns = """
        select p.id as sender_doc_id, c.id as receiver_doc_id, p.kind, p.from_code, c.recipient_code as to_code, p.subject as title,
            p.code as notation, c.state, p.accepted_at as sent_at, c.changed_at
        from dispatch_packet p
        join dispatch_packet_copy c on c.packet_id = p.id
        """;

    private const string Newest = $$"""
        {{Columns}}
        where p.via_code = @Via and p.kind = @Kind
        order by p.accepted_at desc, c.recipient_code
        {page}
        """;

    private const string OfPacket = $"""
        {Columns}
        where p.id = @Id and p.via_code = @Via
        order by c.recipient_code
        """;
}
