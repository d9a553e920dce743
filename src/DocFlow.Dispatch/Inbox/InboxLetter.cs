using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Dispatch.Inbox;

/// <summary>A letter that a person of an agency without a system opened here; its id is the packet's in the agency's mailbox.</summary>
public sealed record InboxLetter
{
    public required Guid Id { get; init; }

    public required string AgencyCode { get; init; }

    public required string FromCode { get; init; }

    public string? FromName { get; init; }

    public required string ExchangeId { get; init; }

    public required string Code { get; init; }

    public required string Subject { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public required int Business { get; init; }

    public required string PacketSha256 { get; init; }

    public required long PacketLength { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required string OpenedByName { get; init; }

    /// <summary>03 or 02, once the agency said so.</summary>
    public string? Status { get; init; }

    public string? StatusReason { get; init; }

    public DateTimeOffset? StatusAt { get; init; }

    public string? StatusByName { get; init; }

    /// <summary>Number and notation of the agency's answer.</summary>
    public string? ReplyCode { get; init; }

    public DateTimeOffset? ReplyAt { get; init; }

    public string? ReplyByName { get; init; }

    /// <summary>Why its sender wants it back, updated or replaced.</summary>
    public string? AskedReason { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>15 or 16, once the agency said so.</summary>
    public string? AskedAnswer { get; init; }

    public string? AskedByName { get; init; }

    /// <summary>What its sender asks; of letters from before this was kept it follows from the letter.</summary>
    public int? AskedBusiness { get; init; }

    /// <summary>When what we had of it was destroyed.</summary>
    public DateTimeOffset? DestroyedAt { get; init; }

    /// <summary>What its sender asks.</summary>
    public PacketBusiness Asked => (PacketBusiness)(AskedBusiness ?? Math.Max(Business, (int)PacketBusiness.Recall));

    /// <summary>Given back: its files are gone.</summary>
    public bool IsGivenBack => DestroyedAt is not null || (AskedAnswer == "15" && Asked == PacketBusiness.Recall);

    /// <summary>Whether the agency has still to say yes or no to what its sender asks.</summary>
    public bool IsAsked => AskedAt is not null && AskedAnswer is null;

    internal static Refusal GivenBack { get; } = Refusal.Gone("inbox.given-back",
        "Văn bản này đã được lấy lại theo đề nghị của nơi gửi.", "This letter was given back as its sender asked.");

    /// <summary>A page of the agency's opened letters, the latest first.</summary>
    public static Task<IReadOnlyList<InboxLetter>> List(ReadSession session, string agency, int offset, int limit) =>
        session.List<InboxLetter>(OfAgency, new { Agency = agency, Offset = offset, Limit = limit });

    /// <summary>One of the agency's letters; another's is as unknown as none.</summary>
    public static Task<InboxLetter?> Find(ReadSession session, string agency, Guid id) =>
        session.Find<InboxLetter>(ById, new { Id = id, Agency = agency });

    /// <summary>One of the letters of a person's agency, with the agency.</summary>
    internal static async Task<(Partner Agency, InboxLetter Letter)?> OfPerson(ReadSession session, Actor person, Guid id) =>
        await Partner.OfCode(session, person.PartnerCode!) is { } agency && await Find(session, agency.Code, id) is { } letter
            ? (agency, letter)
            : null;

    private const string Columns = """
        id, agency_code, from_code, from_name, exchange_id, code, subject, issued_on, business, packet_sha256, packet_length, opened_at,
        opened_by_name, status, status_reason, status_at, status_by_name, reply_code, reply_at, reply_by_name, asked_reason, asked_at,
        asked_answer, asked_by_name, asked_business, destroyed_at
        """;

    private const string OfAgency = $$"""
        select {{Columns}}
        from dispatch_inbox_letter
        where agency_code = @Agency
        order by opened_at desc, id desc
        {page}
        """;

    private const string ById = $"""
        select {Columns}
        from dispatch_inbox_letter
        where id = @Id and agency_code = @Agency
        """;

    internal const string Insert = """
        insert into dispatch_inbox_letter (
            id, agency_code, from_code, from_name, exchange_id, code, subject, issued_on, business, packet_sha256, packet_length, opened_at,
            opened_by_name, asked_reason, asked_at, asked_business)
        values (
            @Id, @AgencyCode, @FromCode, @FromName, @ExchangeId, @Code, @Subject, @IssuedOn, @Business, @PacketSha256, @PacketLength,
            @OpenedAt, @OpenedByName, @AskedReason, @AskedAt, @AskedBusiness)
        """;
}
