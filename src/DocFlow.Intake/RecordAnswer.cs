using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>
/// Fills the register's last column: how the document's case ended, and the number of the document that answered it; and tells the
/// sender of one that came over the exchange (06). Of a case that was withdrawn it is told nothing: what comes next tells (the number
/// is void, the document is registered anew or sent back); nor of one that it recalled itself, which 15 said.
/// </summary>
public sealed class RecordAnswer(Database database, Subscriptions subscriptions) : OnceConsumer<CaseClosed>(database, subscriptions)
{
    protected override async Task Handle(CaseClosed message, Session session)
    {
        await session.Keep(KeepEnding, message);
        if (message.Ending is not ("withdrawn" or "recalled"))
            await TellSender.About(message.DocumentId, new TellSender.Word("06", Sentence(message)), session);
    }

    private static string Sentence(CaseClosed message) => message switch
    {
        { Ending: "refused" } => "Đã kết thúc, không giải quyết.",
        { AnswerCode: { } code } => $"Đã hoàn thành; văn bản phát hành: {code}.",
        _ => "Đã hoàn thành.",
    };

    private const string KeepEnding = """
        update intake_document
        set ended_as = @Ending, answer_code = coalesce(@AnswerCode, answer_code), ended_at = @ClosedAt
        where id = @DocumentId and ended_at is null
        """;
}
