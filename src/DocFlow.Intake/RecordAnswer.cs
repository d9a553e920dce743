using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>Fills the register's last column: how the document's case ended, and the number of the document that answered it.</summary>
public sealed class RecordAnswer(Database database, Subscriptions subscriptions) : OnceConsumer<CaseClosed>(database, subscriptions)
{
    protected override Task Handle(CaseClosed message, Session session) => session.Keep(KeepEnding, message);

    private const string KeepEnding = """
        update intake_document
        set ended_as = @Ending, answer_code = @AnswerCode, ended_at = @ClosedAt
        where id = @DocumentId and ended_at is null
        """;
}
