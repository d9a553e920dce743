using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>
/// Fills the register's columns 7 and 8 (unit or person, date handed over) with the first desk the document came to, and tells the
/// sender of one that came over the exchange who handles it (04).
/// </summary>
public sealed class RecordHandover(Database database, Subscriptions subscriptions) : OnceConsumer<TaskAssigned>(database, subscriptions)
{
    protected override async Task Handle(TaskAssigned message, Session session)
    {
        await session.Keep(KeepEarliest, message);
        if (message.ToHandle)
            await TellSender.About(message.DocumentId, WordOf(message), session);
    }

    private static TellSender.Word WordOf(TaskAssigned message) =>
        new("04", $"Đã chuyển {message.AssignedTo} xử lý.") { Department = message.AssignedTo };

    // messages may come in any order: the earliest assignment is the handover
    private const string KeepEarliest = """
        update intake_document
        set handed_to = @AssignedTo, handed_at = @AssignedAt
        where id = @DocumentId and (handed_at is null or handed_at > @AssignedAt)
        """;
}
