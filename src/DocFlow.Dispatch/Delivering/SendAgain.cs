using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// POST /dispatch/deliveries/{id}/send-again: a clerk has a delivery tried again that was given up; the same packet under the same id.
/// </summary>
public sealed class SendAgain(Once once, [FromKeyedServices(DeliverToAgency.Due)] Bell bell)
{
    /// <summary>The delivery; and the peer to send it by, where it is not to go its usual way.</summary>
    public sealed record Command(Guid DeliveryId, string? Peer = null)
    {
        /// <summary>Whether it is a status packet of ours that was given up, not a document's copy.</summary>
        public bool IsAnswer { get; init; }
    }

    public sealed record Answer(Guid DeliveryId, string State);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/deliveries/{id:guid}/send-again", async (
        Guid id, string? peer, RequestKey key, Actor actor, SendAgain again, Language language, CancellationToken stop) =>
        (await again.Handle(new Command(id, peer), key, actor, stop)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal && !actor.Is(Role.Clerk))
            return IssueRefusals.NoSeal;

        var asked = command with { Peer = string.IsNullOrWhiteSpace(command.Peer) ? null : command.Peer };
        return await once.Run<Answer>(key, asked, async session =>
        {
            if (asked.Peer is { } peer && await Transports.Peer.Find(session, peer) is not { Active: true })
                return SetPeer.Unknown;
            return asked.IsAnswer ? await Status(session, asked, actor) : await Copy(session, asked, actor);
        }, stop);
    }

    private async Task<Outcome<Answer>> Copy(Session session, Command asked, Actor actor)
    {
        if (await session.Find<DeliveryRow>(ById, new { Id = asked.DeliveryId }) is not { } delivery)
            return Unknown;
        if (await session.Execute(Reopen, new { delivery.Id, asked.Peer, session.Now }) == 0)
            return NotFailed;
        await session.Record(delivery.DocumentId, "packet-sent-again", actor, new { delivery.Id, delivery.RecipientCode, asked.Peer });
        session.AfterCommit(bell.Ring);
        return new Answer(delivery.Id, DeliveryRow.Preparing);
    }

    private static async Task<Outcome<Answer>> Status(Session session, Command asked, Actor actor)
    {
        if (await session.Execute(ReopenAnswer, new { Id = asked.DeliveryId, asked.Peer, session.Now }) == 0)
            return NotFailed;
        await session.Record(asked.DeliveryId, "status-sent-again", actor, new { asked.Peer });
        return new Answer(asked.DeliveryId, DeliveryRow.Preparing);
    }

    internal static Refusal Unknown { get; } = Refusal.NotFound("delivery.unknown",
        "Không có lượt gửi này.", "There is no such delivery.");

    private static Refusal NotFailed { get; } = Refusal.Conflict("delivery.not-failed",
        "Chỉ gửi lại được văn bản gửi không thành công và không đang chờ thu hồi.",
        "Only a delivery that failed, and is not being asked back, can be sent again.");

    private const string ById = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id
        """;

    private const string Reopen = """
        update dispatch_delivery
        set state = 'preparing', sends = 0, due_at = @Now, give_up_at = null, last_error = null, error_code = null, peer_code = @Peer,
            changed_at = case when changed_at > @Now then changed_at else @Now end
        where id = @Id and state = 'failed' and not exists (
            select 1
            from dispatch_request
            where dispatch_request.delivery_id = dispatch_delivery.id and dispatch_request.kind = 'Recall'
                and dispatch_request.state = 'Asked')
        """;

    private const string ReopenAnswer = """
        update dispatch_answer
        set state = 'preparing', sends = 0, due_at = @Now, give_up_at = null, last_error = null, error_code = null, peer_code = @Peer,
            changed_at = @Now
        where id = @Id and state = 'failed'
        """;
}
