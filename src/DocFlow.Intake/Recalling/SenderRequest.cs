using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Recalling;

/// <summary>How a request stands.</summary>
public enum RequestState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>Done as asked; the sender was told 15.</summary>
    Agreed,

    /// <summary>Nothing changed; the sender was told 16 with the reason.</summary>
    Refused,
}

/// <summary>
/// What a sender asks about a document it sent us: to give it back, to correct it, or to take another one for it. It is kept whether we
/// have the document, shall have it (packets overtake one another) or never had it; which of these it is, is asked when somebody looks.
/// </summary>
public sealed record SenderRequest
{
    public required Guid Id { get; init; }

    /// <summary>The packet that asks.</summary>
    public required Guid PacketId { get; init; }

    public required PacketBusiness Kind { get; init; }

    public required string FromCode { get; init; }

    public string? FromName { get; init; }

    /// <summary>The document it is about.</summary>
    public required string ExchangeId { get; init; }

    public required string Code { get; init; }

    public required string Reason { get; init; }

    /// <summary>What an update corrects, or what the new document is: <see cref="RequestedChange"/> as JSON.</summary>
    public string? Change { get; init; }

    /// <summary>The asking packet's bytes, where it was a document message; a recall often repeats the document in it.</summary>
    public string? PacketSha256 { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public RequestState State { get; init; }

    public Guid? DocumentId { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedByName { get; init; }

    public string? DecisionReason { get; init; }

    /// <summary>What the document had been used for when it was decided, as JSON.</summary>
    public string? UsedFor { get; init; }

    private const int LongestId = 200;

    /// <summary>Keeps it; told once more, it is there already.</summary>
    internal Task Keep(Session session)
    {
        // all that was asked of one document stands under one spelling: whoever gives it back destroys what repeats it, too
        var spelled = EdXml.Packets.DocumentId.Parse(ExchangeId)?.ToString() ?? ExchangeId;
        return (this with { ExchangeId = spelled }).Write(session);
    }

    private async Task Write(Session session)
    {
        if (ExchangeId.Length > LongestId || await session.One<long>(Kept, this) > 0)
            return; // no document that was ever taken in has a longer id
        await session.Keep(Add, new
        {
            Id,
            PacketId,
            Kind = Kind.ToString(),
            FromCode,
            FromName = Shortened.Of(FromName, 500),
            ExchangeId,
            Code = Shortened.Of(Code, 100),
            Reason = Shortened.Of(Reason, 1000),
            Change,
            PacketSha256,
            AskedAt,
            State = nameof(RequestState.Open),
        });
        var from = (FromCode, Shortened.Of(FromName, 200) ?? FromCode);
        await session.Record(Id, "request-received", from, new { Kind, ExchangeId, Reason, PacketSha256 });
    }

    /// <summary>The columns, for any select that wants the row.</summary>
    internal const string Columns = """
        id, packet_id, kind, from_code, from_name, exchange_id, code, reason, change, packet_sha256, asked_at, state, document_id,
        decided_at, decided_by_name, decision_reason, used_for
        """;

    private const string Kept = """
        select count(*)
        from intake_request
        where packet_id = @PacketId and exchange_id = @ExchangeId
        """;

    private const string Add = """
        insert into intake_request (
            id, packet_id, kind, from_code, from_name, exchange_id, code, reason, change, packet_sha256, asked_at, state)
        values (
            @Id, @PacketId, @Kind, @FromCode, @FromName, @ExchangeId, @Code, @Reason, @Change, @PacketSha256, @AskedAt, @State)
        """;
}
