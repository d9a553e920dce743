using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Workflow;

/// <summary>Keeps each recipient's latest state for the case page; a state older than the kept one changes nothing.</summary>
public sealed class NoteDelivery(Database database, Subscriptions subscriptions) : OnceConsumer<DeliveryAdvanced>(database, subscriptions)
{
    internal sealed record State(string Code, string Name, string Reached, string? Description, DateTimeOffset At);

    private sealed record KeptRow
    {
        public required DateTimeOffset At { get; init; }
    }

    protected override async Task Handle(DeliveryAdvanced message, Session session) => await Note(session, message.CaseId, [new State(
        message.RecipientCode, message.RecipientName, message.State, message.Description, message.At)]);

    internal static async Task Note(Session session, Guid caseId, IReadOnlyList<State> states)
    {
        var kept = new List<Later<IReadOnlyList<KeptRow>>>();
        foreach (var state in states)
            kept.Add(await session.Ask<KeptRow>(Kept, new { CaseId = caseId, state.Code }));
        foreach (var (at, state) in states.Index())
        {
            var row = new { CaseId = caseId, state.Code, state.Name, state.Reached, state.Description, state.At };
            if (await kept[at].Answer() is not [var before])
                await session.Keep(Add, row);
            else if (before.At <= state.At)
                await session.Keep(Advance, row); // asked again there: a newer state may be on its way in beside this one
        }
    }

    private const string Kept = """
        select at
        from workflow_delivery
        where case_id = @CaseId and recipient_code = @Code
        """;

    private const string Add = """
        insert into workflow_delivery (case_id, recipient_code, recipient_name, state, description, at)
        values (@CaseId, @Code, @Name, @Reached, @Description, @At)
        """;

    private const string Advance = """
        update workflow_delivery
        set state = @Reached, description = @Description, at = @At
        where case_id = @CaseId and recipient_code = @Code and at <= @At
        """;
}
