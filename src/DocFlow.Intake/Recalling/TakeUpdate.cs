using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake.Recalling;

/// <summary>
/// Changes the fields that the sender corrected, in the register and on the desk; old and new go into the trail, and to the room that
/// carries the document.
/// </summary>
internal static class TakeUpdate
{
    public static async Task<object> Handle(SenderRequest request, AskedDocument asked, Session session, Actor actor)
    {
        var old = (await FieldChanges.Now(session, asked))!;
        var change = RequestedChange.Read(request.Change!);
        var now = old.With(change);
        var agreed = (change with { SignerName = now.SignerName, SignerPosition = now.SignerPosition, ToPlaces = now.ToPlaces }).ToJson();
        foreach (var packet in asked.Packets)
            await session.Execute(ChangePacket, Values(packet.Id, now, agreed));
        if (asked.DocumentId is { } document)
        {
            await session.Execute(ChangeDocument, Values(document, now, agreed));
            await session.Publish(new DocumentUpdated
            {
                RequestId = request.Id,
                DocumentId = document,
                Was = Words(old),
                Now = Words(now),
                Reason = request.Reason,
                AgreedByName = actor.FullName,
                AgreedAt = session.Now,
            });
        }

        var fields = FieldChanges.Differences(old, now).Select(field => new { field.Name, field.Old, field.New });
        return new { request.Id, request.ExchangeId, Fields = fields, change.Added, change.Removed };
    }

    private static ArrivalWords Words(FieldChanges.FieldsRow row) => new()
    {
        Subject = row.Subject,
        Urgency = row.Urgency,
        DueOn = row.DueOn,
    };

    private static object Values(Guid id, FieldChanges.FieldsRow now, string agreed) => new
    {
        Id = id,
        now.Subject,
        now.DueOn,
        Urgency = (int)now.Urgency,
        now.IssuedOn,
        now.SignerName,
        now.SignerPosition,
        now.ToPlaces,
        Change = agreed,
    };

    private const string ChangeDocument = """
        update intake_document
        set subject = @Subject, due_on = @DueOn, urgency = @Urgency, issued_on = @IssuedOn, signer_name = @SignerName,
            signer_position = @SignerPosition, to_places = @ToPlaces
        where id = @Id
        """;

    private const string ChangePacket = """
        update intake_packet
        set subject = @Subject, due_on = @DueOn, urgency = @Urgency, issued_on = @IssuedOn, change = @Change
        where id = @Id
        """;
}
