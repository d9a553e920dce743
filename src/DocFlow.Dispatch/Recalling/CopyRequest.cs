using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Recalling;

/// <summary>How a request to a recipient stands.</summary>
public enum CopyRequestState
{
    /// <summary>It was asked and did not answer yet.</summary>
    Asked,

    /// <summary>It agreed (15).</summary>
    Agreed,

    /// <summary>It refused (16), with its reason.</summary>
    Refused,

    /// <summary>The copy had not left us: it was taken back here, and nobody was asked.</summary>
    TakenBack,

    /// <summary>An update or replacement that was not answered before the copy was asked back.</summary>
    Overtaken,

    /// <summary>An update that could not be asked yet, for something else was not answered: the next update asks it, too.</summary>
    LeftOut,
}

/// <summary>What we asked of a recipient about its copy.</summary>
public sealed record CopyRequest
{
    /// <summary>The packet's id that asks.</summary>
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    public required Guid DeliveryId { get; init; }

    public required PacketBusiness Kind { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required string AskedByName { get; init; }

    public required CopyRequestState State { get; init; }

    public string? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What an update corrects: <see cref="Correction"/> as JSON.</summary>
    public string? Change { get; init; }

    /// <summary>The one that a packet of ours asks.</summary>
    internal static Task<CopyRequest?> Find(ReadSession session, Guid id) => session.Find<CopyRequest>(ById, new { Id = id });

    /// <summary>What is asked of a copy and not answered.</summary>
    internal static Task<CopyRequest?> Open(ReadSession session, Guid delivery) =>
        session.Find<CopyRequest>(Unanswered, new { Id = delivery });

    /// <summary>The updates that copies of an issue were left out of, the oldest first.</summary>
    internal static Task<IReadOnlyList<CopyRequest>> LeftOut(ReadSession session, Guid issue) =>
        session.List<CopyRequest>(NotAsked, new { Id = issue });

    /// <summary>Where a copy stands, with what was asked of it.</summary>
    internal static Standing Standing(DeliveryRow delivery, CopyRequest? open) =>
        new(delivery.Status, open?.Kind, delivery.State == DeliveryRow.Recalled);

    internal Task Keep(Session session) => session.Keep(Add, new
    {
        Id,
        IssueId,
        DeliveryId,
        Kind = Kind.ToString(),
        Reason,
        AskedAt,
        AskedByName,
        State = State.ToString(),
        Change,
    });

    /// <summary>The recipient answered; false when it had answered already.</summary>
    internal async Task<bool> Answered(Session session, StatusPacket status)
    {
        var answer = status.Description is { } text ? MoveDelivery.Short(text) : null;
        var state = status.StatusCode == StatusCode.ChangeAgreed ? CopyRequestState.Agreed : CopyRequestState.Refused;
        return await session.Execute(KeepAnswer, new { Id, State = state.ToString(), Answer = answer, session.Now }) > 0;
    }

    internal const string Columns = "id, issue_id, delivery_id, kind, reason, asked_at, asked_by_name, state, answer, answered_at, change";

    /// <summary>What is asked of a copy now goes before what was asked and not answered.</summary>
    internal static Task Overtake(Session session, Guid delivery) => session.Execute(DropOpen, new { Id = delivery });

    private const string DropOpen = """
        update dispatch_request
        set state = 'Overtaken'
        where delivery_id = @Id and state in ('Asked', 'LeftOut')
        """;

    private const string NotAsked = $"""
        select {Columns}
        from dispatch_request
        where issue_id = @Id and state = 'LeftOut'
        order by asked_at, id
        """;

    private const string Unanswered = $"""
        select {Columns}
        from dispatch_request
        where delivery_id = @Id and state = 'Asked'
        """;

    private const string ById = $"""
        select {Columns}
        from dispatch_request
        where id = @Id
        """;

    private const string Add = """
        insert into dispatch_request (id, issue_id, delivery_id, kind, reason, asked_at, asked_by_name, state, change)
        values (@Id, @IssueId, @DeliveryId, @Kind, @Reason, @AskedAt, @AskedByName, @State, @Change)
        """;

    private const string KeepAnswer = """
        update dispatch_request
        set state = @State, answer = @Answer, answered_at = @Now
        where id = @Id and state = 'Asked'
        """;
}
