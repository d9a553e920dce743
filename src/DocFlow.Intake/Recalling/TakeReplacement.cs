using DocFlow.Platform.Data;

namespace DocFlow.Intake.Recalling;

/// <summary>Marks the old document as replaced by the new one, which lies on the desk like any that came.</summary>
internal static class TakeReplacement
{
    public static async Task<object> Handle(SenderRequest request, AskedDocument asked, Session session)
    {
        var change = RequestedChange.Read(request.Change!);
        if (asked.DocumentId is { } document)
            await session.Execute(MarkReplaced, new { Id = document, NewPacket = request.PacketId, change.Code });
        return new { request.Id, Old = request.ExchangeId, New = change.ExchangeId, NewPacket = request.PacketId };
    }

    private const string MarkReplaced = """
        update intake_document
        set replaced_by = @NewPacket, replaced_by_code = @Code
        where id = @Id
        """;
}
