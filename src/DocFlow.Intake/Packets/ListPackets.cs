using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake.Packets;

/// <summary>
/// GET /intake/packets?page=: documents that came over the exchange and await the clerk, the most urgent first, then the oldest.
/// </summary>
public static class ListPackets
{
    /// <summary>A page that is full may have another behind it.</summary>
    public const int PageLength = 100;

    /// <summary>A document on the desk.</summary>
    public sealed record Item
    {
        public required Guid PacketId { get; init; }

        public required string FromName { get; init; }

        public required string FromCode { get; init; }

        /// <summary>Number and notation.</summary>
        public required string Code { get; init; }

        public DateOnly? IssuedOn { get; init; }

        public required string Subject { get; init; }

        public required Urgency Urgency { get; init; }

        public DateOnly? DueOn { get; init; }

        public required DateTimeOffset ReceivedAt { get; init; }

        /// <summary>Why nobody could read it, where that is so.</summary>
        public string? ProblemVi { get; init; }

        public string? ProblemEn { get; init; }

        /// <summary>How many registered documents it seems to be already.</summary>
        public required long Seen { get; init; }

        /// <summary>In the packet's order: the first is the document.</summary>
        public IReadOnlyList<ListFiles.Waiting> Files { get; init; } = [];
    }

    public static async Task<Outcome<IReadOnlyList<Item>>> Handle(ReadSession session, Actor actor, int page = 1)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        var cut = new { Offset = (Math.Max(page, 1) - 1) * PageLength, Limit = PageLength };
        var items = await session.List<Item>(Waiting, cut);
        var files = (await ListFiles.OfWaitingPackets(session, cut)).ToLookup(file => file.PacketId);
        return items.Select(item => item with { Files = [.. files[item.PacketId]] }).ToList();
    }

    /// <summary>How many wait.</summary>
    public static Task<long> Count(ReadSession session) => session.One<long>(HowMany);

    internal const string Columns = """
        p.id as packet_id, p.from_name, p.from_code, p.code, p.issued_on, p.subject, p.urgency, p.due_on, p.received_at, p.problem_vi,
            p.problem_en,
            (select count(*) from intake_document d where d.code_key = p.code_key and d.voided_at is null)
            + (select count(*) from intake_packet e
                where e.exchange_key = p.exchange_key and e.id <> p.id and e.document_id is not null) as seen
        """;

    private const string HowMany = """
        select count(*)
        from intake_packet
        where state = 'Waiting'
        """;

    private const string Waiting = $$"""
        select {{Columns}}
        from intake_packet p
        where p.state = 'Waiting'
        order by p.urgency desc, p.received_at, p.id
        {page}
        """;
}
