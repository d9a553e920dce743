using DocFlow.Platform.Data;

namespace DocFlow.Intake.Recalling;

/// <summary>Changes the fields that the sender corrected, in the register or on the desk; old and new go into the trail.</summary>
internal static class TakeUpdate
{
    public static async Task<object> Handle(SenderRequest request, AskedDocument asked, Session session)
    {
        var old = (await FieldChanges.Now(session, asked))!;
        var change = RequestedChange.Read(request.Change!);
        var now = old.With(change);
        if (asked.DocumentId is { } document)
            await session.Execute(ChangeDocument, Values(document, now));
        foreach (var packet in asked.Packets)
            await session.Execute(ChangePacket, Values(packet.Id, now));
        var fields = FieldChanges.Differences(old, now).Select(field => new { field.Name, field.Old, field.New });
        return new { request.Id, request.ExchangeId, Fields = fields, change.Added, change.Removed };
    }

    private static object Values(Guid id, FieldChanges.FieldsRow now) => new
    {
        Id = id,
        now.Subject,
        now.DueOn,
        Urgency = (int)now.Urgency,
        now.IssuedOn,
        now.SignerName,
        now.SignerPosition,
        now.ToPlaces,
    };

    private const string ChangeDocument = """
        update intake_document
        set subject = @Subject, due_on = @DueOn, urgency = @Urgency, issued_on = @IssuedOn, signer_name = @SignerName,
            signer_position = @SignerPosition, to_places = @ToPlaces
        where id = @Id
        """;

    private const string ChangePacket = """
        update intake_packet
        set subject = @Subject, due_on = @DueOn, urgency = @Urgency, issued_on = @IssuedOn
        where id = @Id
        """;
}
