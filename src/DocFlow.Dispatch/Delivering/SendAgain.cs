using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
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
    public sealed record Command(Guid DeliveryId);

    public sealed record Answer(Guid DeliveryId, string State);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/deliveries/{id:guid}/send-again", async (
        Guid id, RequestKey key, Actor actor, SendAgain again, Language language, CancellationToken stop) =>
        (await again.Handle(new Command(id), key, actor, stop)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal && !actor.Is(Role.Clerk))
            return IssueRefusals.NoSeal;

        return await once.Run<Answer>(key, command, async session =>
        {
            if (await session.Find<DeliveryRow>(ById, new { Id = command.DeliveryId }) is not { } delivery)
                return Unknown;
            if (await session.Execute(Reopen, new { delivery.Id, session.Now }) == 0)
                return Refusal.Conflict("delivery.not-failed",
                    "Chỉ gửi lại được văn bản gửi không thành công.", "Only a delivery that failed can be sent again.");
            await session.Record(delivery.DocumentId, "packet-sent-again", actor, new { delivery.Id, delivery.RecipientCode });
            session.AfterCommit(bell.Ring);
            return new Answer(delivery.Id, DeliveryRow.Preparing);
        }, stop);
    }

    internal static Refusal Unknown { get; } = Refusal.NotFound("delivery.unknown",
        "Không có lượt gửi này.", "There is no such delivery.");

    private const string ById = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id
        """;

    private const string Reopen = """
        update dispatch_delivery
        set state = 'preparing', sends = 0, due_at = @Now, last_error = null,
            changed_at = case when changed_at > @Now then changed_at else @Now end
        where id = @Id and state = 'failed'
        """;
}
