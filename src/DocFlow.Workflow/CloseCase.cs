using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>The document has left the house: its case is closed with the number it got and the sealed version.</summary>
public sealed class CloseCase(Database database, Subscriptions subscriptions) : OnceConsumer<DocumentIssued>(database, subscriptions)
{
    protected override async Task Handle(DocumentIssued message, Session session)
    {
        var act = new Act { Kind = ActKind.Issue, File = "", NewFile = message.FileSha256, Remark = message.Code };
        await WordOfDispatch.Follow(session, message.CaseId, act, message.IssuedByName, row => row with { IssuedCode = message.Code });
    }
}
