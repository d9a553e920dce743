using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// A recipient's 15 or 16 to what we asked: an agreed recall ends its copy, and with the last of them freezes the document. A copy that
/// was refused (02) is refused with all that was asked of it; every other status moves the copy and answers nothing.
/// </summary>
internal static class TakeAnswer
{
    /// <summary>Whether it answered something.</summary>
    public static async Task<bool> Handle(Session session, DeliveryRow delivery, CopyRequest? asked, StatusPacket status)
    {
        var isAnswer = status.StatusCode == StatusCode.ChangeAgreed || status.StatusCode == StatusCode.ChangeRefused;
        if (asked is null || !(isAnswer || status.StatusCode == StatusCode.Rejected))
            return false;
        if (!await asked.Answered(session, status) || !isAnswer)
            return false;
        if (asked.Kind == PacketBusiness.Replace && status.StatusCode == StatusCode.ChangeAgreed)
            await session.Execute(MarkReplaced, new { delivery.IssueId, (await FreezeDocument.Of(session, delivery.IssueId)).Code });
        if (!DeliveryLaw.After(CopyRequest.Standing(delivery, asked), status.StatusCode).Recalled)
            return true;
        await session.Execute(EndCopy, new { delivery.Id, At = MoveDelivery.After(session, delivery) });
        await FreezeDocument.IfAllGivenBack(session, await FreezeDocument.Of(session, delivery.IssueId), asked.Reason);
        return true;
    }

    /// <summary>
    /// A copy that was asked back and is refused (02) was never kept there: it may be the last that the recall waited for.
    /// </summary>
    public static async Task IfNeverKept(Session session, DeliveryRow delivery, CopyRequest? asked, StatusPacket status)
    {
        if (asked?.Kind == PacketBusiness.Recall && status.StatusCode == StatusCode.Rejected)
            await FreezeDocument.IfAllGivenBack(session, await FreezeDocument.Of(session, delivery.IssueId), asked.Reason);
    }

    private const string MarkReplaced = """
        update dispatch_issue
        set replaced_by_code = @Code
        where id = (select replaces from dispatch_issue newer where newer.id = @IssueId)
        """;

    private const string EndCopy = """
        update dispatch_delivery
        set state = 'recalled', changed_at = @At
        where id = @Id
        """;
}
