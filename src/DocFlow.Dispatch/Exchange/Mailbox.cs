using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Exchange;

/// <summary>One packet for an agency that collects here: a letter of ours, or what another agency left for it.</summary>
public sealed record MailboxLine
{
    /// <summary>However often it is fetched, it is the same packet.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it is a copy of a letter that we issued.</summary>
    public bool IsOurs => FromCode.Length == 0;

    /// <summary>Empty: us.</summary>
    public required string FromCode { get; init; }

    public required string ToCode { get; init; }

    /// <summary>The key of the document that it is or speaks of.</summary>
    public required string ExchangeId { get; init; }

    /// <summary>Number and notation.</summary>
    public required string Code { get; init; }

    public required string Subject { get; init; }

    public required string Sha256 { get; init; }

    public required long Length { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>
/// What waits for an agency: our own deliveries and the packets of others, in one list; looked for under both codes that the agency has.
/// </summary>
public static class Mailbox
{
    /// <summary>The most that one list shows; the rest follows as these are acknowledged.</summary>
    public const int Most = 200;

    private static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static Refusal Unknown { get; } = Refusal.NotFound("exchange.packet-unknown",
        "Không có gói tin này trong hộp thư của cơ quan.", "There is no such packet in your agency's mailbox.");

    /// <summary>There was one, and it was given back to its sender.</summary>
    internal static Refusal GivenBack { get; } = Refusal.Gone("exchange.packet-given-back",
        "Gói tin này đã được nơi gửi lấy lại và không còn ở đây.", "Its sender took this packet back; it is not here any more.");

    /// <summary>What waits, the oldest first; behind it what the agency could not store, so that this never hides the rest.</summary>
    /// <param name="session">A look.</param>
    /// <param name="agency">Whose mailbox.</param>
    /// <param name="kind">"edoc" or "status".</param>
    /// <param name="within">Only what came in this time.</param>
    public static async Task<IReadOnlyList<MailboxLine>> Waiting(
        ReadSession session, Partner agency, string kind, (DateTimeOffset From, DateTimeOffset To)? within = null)
    {
        var (code, other) = await Codes(session, agency);
        var (from, to) = within ?? (DateTimeOffset.UnixEpoch, Never);
        var asked = new { Code = code, Other = other, Kind = kind, From = from, To = to, Offset = 0, Limit = Most };
        return await session.List<MailboxLine>(kind == PacketRow.Document ? WaitingDocuments : WaitingCopies, asked);
    }

    /// <summary>
    /// The names of those whom packets are from, by the code that each says; a code that nobody here knows is its own name.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> Senders(ReadSession session, IReadOnlyList<MailboxLine> lines)
    {
        string[] codes = [.. lines.Where(line => !line.IsOurs).Select(line => line.FromCode).Distinct()];
        var listed = await DirectoryEntry.Find(session, codes);
        var partners = await Partner.OfAgencies(
            session, [.. codes.Where(code => !listed.ContainsKey(code)).Select(code => new BothCodes(code, code, code))]);
        var names = codes.ToDictionary(
            code => code, code => listed.GetValueOrDefault(code)?.Name ?? partners.GetValueOrDefault(code)?.Name ?? code);
        names[""] = (await Agency.Find(session))?.Name ?? "";
        return names;
    }

    /// <summary>How many of a kind wait.</summary>
    public static async Task<long> Count(ReadSession session, Partner agency, string kind)
    {
        var (code, other) = await Codes(session, agency);
        var asked = new { Code = code, Other = other, Kind = kind };
        var copies = await session.One<long>(CountCopies, asked);
        return kind == PacketRow.Document ? copies + await session.One<long>(CountDeliveries, asked) : copies;
    }

    /// <summary>A packet of this agency, waiting or acknowledged; another's is as unknown as none.</summary>
    public static async Task<MailboxLine?> Find(ReadSession session, Partner agency, Guid id)
    {
        var line = await session.Find<MailboxLine>(ById, new { Id = id });
        if (line is null || line.ToCode == agency.Code)
            return line;
        var (code, other) = await Codes(session, agency);
        return line.ToCode == code || line.ToCode == other ? line : null;
    }

    /// <summary>Hands a packet over to its agency; one that its sender took back, even at this moment, is not there any more.</summary>
    public static async Task<Outcome<MailboxLine>> Fetch(Session session, Partner agency, Guid id)
    {
        if (await Find(session, agency, id) is not { } line)
            return Unknown;
        if (line.State == PacketCopy.Recalled)
            return GivenBack;
        var marked = line.IsOurs ? await session.Count(MarkFetched, new { line.Id, session.Now }) : null;
        await session.Record(id, "packet-fetched", (agency.Code, agency.Name), new { line.Sha256 });
        return marked is not null && await marked.Answer() == 0 ? GivenBack : line;
    }

    // an agency's packets may be addressed to its code in force or to the one before
    private static async Task<(string Code, string Other)> Codes(ReadSession session, Partner agency)
    {
        var codes = await DirectoryEntry.Codes(session, agency.Code);
        return (codes.InForce, codes.Old);
    }

    private const string DeliveryColumns = """
        select d.id as id, '' as from_code, d.recipient_code as to_code, d.exchange_id, i.code, i.subject,
            d.packet_sha256 as sha256, d.packet_length as length, d.state, d.created_at as created_at, d.changed_at,
            case when d.last_error is null then 0 else 1 end as failed
        from dispatch_delivery d
        join dispatch_issue i on i.id = d.issue_id
        """;

    private const string CopyColumns = """
        select c.id as id, p.from_code, c.recipient_code as to_code, p.exchange_id, p.code, p.subject,
            p.sha256, p.length, case when p.destroyed_at is null then c.state else 'recalled' end as state,
            c.created_at as created_at, c.changed_at, case when c.state = 'fail' then 1 else 0 end as failed
        from dispatch_packet_copy c
        join dispatch_packet p on p.id = c.packet_id
        """;

    private const string IsWaitingCopy = """
        where c.recipient_code in (@Code, @Other) and c.kind = @Kind and c.state in ('initial', 'processing', 'fail')
            and c.created_at >= @From and c.created_at < @To
        """;

    private const string WaitingDocuments = $$"""
        {{DeliveryColumns}}
        where d.recipient_code in (@Code, @Other) and d.state in ('mailbox', 'sending', 'failed') and d.packet_sha256 is not null
            and d.created_at >= @From and d.created_at < @To
        union all
        {{CopyColumns}}
        {{IsWaitingCopy}}
        order by failed, created_at, id
        {page}
        """;

    private const string WaitingCopies = $$"""
        {{CopyColumns}}
        {{IsWaitingCopy}}
        order by failed, created_at, id
        {page}
        """;

    private const string CountDeliveries = """
        select count(*)
        from dispatch_delivery
        where recipient_code in (@Code, @Other) and state in ('mailbox', 'sending', 'failed') and packet_sha256 is not null
        """;

    private const string CountCopies = """
        select count(*)
        from dispatch_packet_copy
        where recipient_code in (@Code, @Other) and kind = @Kind and state in ('initial', 'processing', 'fail')
        """;

    private const string ById = $"""
        {DeliveryColumns}
        where d.id = @Id and d.packet_sha256 is not null
        union all
        {CopyColumns}
        where c.id = @Id
        """;

    private const string MarkFetched = """
        update dispatch_delivery
        set fetched_at = @Now
        where id = @Id and state <> 'recalled'
        """;
}
