using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Workflow;

/// <summary>Keeps each recipient's latest state for the case page; a state older than the kept one changes nothing.</summary>
public sealed class NoteDelivery(Database database, Subscriptions subscriptions) : OnceConsumer<DeliveryAdvanced>(database, subscriptions)
{
    internal sealed record State(string Code, string Name, string Reached, string? Description, DateTimeOffset At);

    protected override async Task Handle(DeliveryAdvanced message, Session session) => await Note(session, message.CaseId, [new State(
        message.RecipientCode, message.RecipientName, message.State, message.Description, message.At)]);

    internal static async Task Note(Session session, Guid caseId, IReadOnlyList<State> states)
    {
        foreach (var state in states)
        {
            var row = new { CaseId = caseId, state.Code, state.Name, state.Reached, state.Description, state.At };
            await session.Keep(AddUnlessKept, row);
            await session.Keep(Advance, row);
        }
    }

    private const string AddUnlessKept = """
        insert into workflow_delivery (case_id, recipient_code, recipient_name, state, description, at)
        select @CaseId, @Code, @Name, @Reached, @Description, @At
        where not exists (select 1 from workflow_delivery where case_id = @CaseId and recipient_code = @Code)
        """;

    private const string Advance = """
        update workflow_delivery
        set state = @Reached, description = @Description, at = @At
        where case_id = @CaseId and recipient_code = @Code and (at < @At or (at = @At and state <> @Reached))
        """;
}
