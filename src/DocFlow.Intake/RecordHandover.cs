using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>Fills the register's columns 7 and 8 (unit or person, date handed over) with the first desk the document came to.</summary>
public sealed class RecordHandover(Database database, Subscriptions subscriptions) : OnceConsumer<TaskAssigned>(database, subscriptions)
{
    protected override Task Handle(TaskAssigned message, Session session) => session.Keep(KeepEarliest, message);

    // messages may come in any order: the earliest assignment is the handover
    private const string KeepEarliest = """
        update intake_document
        set handed_to = @AssignedTo, handed_at = @AssignedAt
        where id = @DocumentId and (handed_at is null or handed_at > @AssignedAt)
        """;
}
