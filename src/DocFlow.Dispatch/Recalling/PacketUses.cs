using DocFlow.Dispatch.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// What this room made of a received document, by its packet (copies for other agencies that collect here) or by the document itself (a
/// letter made of its draft that waits to be issued, or is).
/// </summary>
internal static class PacketUses
{
    private sealed record CopyRow
    {
        public required string Code { get; init; }

        public required string State { get; init; }

        public required long Opened { get; init; }
    }

    private sealed record IssuedRow
    {
        public required string Code { get; init; }

        public required string RecipientName { get; init; }
    }

    public static async Task<IReadOnlyList<DocumentUse>> Of(ReadSession session, Guid subject)
    {
        var uses = new List<DocumentUse>();
        var ours = (await Agency.Find(session))?.Code ?? "";
        foreach (var copy in await session.List<CopyRow>(OtherCopies, new { Subject = subject, Ours = ours }))
            uses.Add(Relayed(copy));
        foreach (var issued in (await session.List<IssuedRow>(Issued, new { Subject = subject })).GroupBy(row => row.Code))
        {
            var names = string.Join(", ", issued.Select(row => row.RecipientName));
            uses.Add(new(
                $"Đã phát hành {issued.Key} gửi {names}; văn bản này của ta được giữ lại.",
                $"Issued as {issued.Key} to {names}; that one is ours and stays."));
        }

        if (await session.One<long>(Waiting, new { Subject = subject }) > 0)
        {
            uses.Add(new(
                "Dự thảo kèm theo đã ký, đang chờ phát hành; sẽ không được phát hành nữa.",
                "The enclosed draft is signed and waits to be issued; it will not be issued any more."));
        }

        return uses;
    }

    private static DocumentUse Relayed(CopyRow copy) => copy switch
    {
        { State: PacketCopy.Recalled } => new($"Bản gửi {copy.Code} qua đây đã được trả lại.", $"The copy for {copy.Code} was given back."),
        { Opened: > 0 } => new(
            $"{copy.Code} đã mở xem bản của mình tại hộp thư ở đây; bản đó do {copy.Code} quyết định.",
            $"{copy.Code} opened its copy in the inbox here; that one is for {copy.Code} to give back."),
        { State: PacketCopy.Done } => new(
            $"{copy.Code} đã nhận bản của mình qua đây; bản đó do {copy.Code} quyết định.",
            $"{copy.Code} collected its copy here; that one is for {copy.Code} to give back."),
        _ => new(
            $"Bản gửi {copy.Code} còn chờ nhận tại đây: gói tin được giữ cho đến khi {copy.Code} nhận.",
            $"The copy for {copy.Code} still waits here: the packet is kept until {copy.Code} has collected it."),
    };

    private const string OtherCopies = """
        select c.recipient_code as code, c.state,
            (select count(*) from dispatch_inbox_letter l where l.id = c.id and l.destroyed_at is null) as opened
        from dispatch_packet_copy c
        where c.packet_id = @Subject and c.recipient_code <> @Ours
        order by c.recipient_code
        """;

    private const string Issued = """
        select i.code, d.recipient_name
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.id
        where i.document_id = @Subject and i.state = 'issued'
        order by i.issued_at, d.recipient_name
        """;

    private const string Waiting = """
        select count(*)
        from dispatch_ready
        where document_id = @Subject and state = 'waiting'
        """;
}
