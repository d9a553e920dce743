using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>A clerk would not issue a ready case: it becomes its owner's task, with the reason.</summary>
public sealed class ReturnToIssue(Database database, Subscriptions subscriptions) : OnceConsumer<IssueDeclined>(database, subscriptions)
{
    protected override Task Handle(IssueDeclined message, Session session)
    {
        var act = new Act { Kind = ActKind.Return, File = "", Remark = message.Reason };
        return WordOfDispatch.Follow(session, message.CaseId, act, message.DeclinedByName, row => row);
    }
}
