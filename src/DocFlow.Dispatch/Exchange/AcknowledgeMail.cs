using DocFlow.Dispatch.Delivering;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// What an agency says of a packet that it found in its mailbox: <c>done</c> (it has it; the packet waits no longer), <c>processing</c> or
/// <c>fail</c> (it could not store it; the packet waits on). Said again it does nothing more.
/// </summary>
public static class AcknowledgeMail
{
    public const string Done = "done";
    public const string Processing = "processing";
    public const string Fail = "fail";

    /// <summary>Takes the word; how the packet stands now.</summary>
    public static async Task<Outcome<string>> Handle(Session session, Partner agency, Guid id, string word)
    {
        if (word is not (Done or Processing or Fail))
            return Refusal.Invalid("exchange.ack-unknown",
                "Trạng thái xác nhận phải là processing, done hoặc fail.", "An acknowledgement says processing, done or fail.");
        var ours = await session.Ask<DeliveryRow>(Delivery, new { Id = id });
        if (await Mailbox.Find(session, agency, id) is not { } line)
            return Mailbox.Unknown;
        return line.IsOurs
            ? await OfDelivery(session, agency, (await ours.Answer()).Single(), word)
            : await OfCopy(session, agency, line, word);
    }

    private static async Task<Outcome<string>> OfDelivery(Session session, Partner agency, DeliveryRow delivery, string word)
    {
        // not moved by this word: said at the same moment by another, or taken back
        if (word == Done && (await MoveDelivery.ToSent(session, delivery)).State != DeliveryRow.Sent
            && (await session.One<DeliveryRow>(Delivery, new { delivery.Id })).State != DeliveryRow.Sent)
            return Mailbox.Unknown;
        if (word == Fail)
        {
            await session.Keep(NoteFailure, new { delivery.Id, NotStored, session.Now });
            await session.Record(delivery.DocumentId, "packet-not-stored", (agency.Code, agency.Name), new { delivery.Id });
        }

        return word != Done && delivery.State == DeliveryRow.Sent ? Done : word;
    }

    private static async Task<Outcome<string>> OfCopy(Session session, Partner agency, MailboxLine line, string word)
    {
        if (line.State == Done)
            return Done;
        if (line.State == PacketCopy.Recalled)
            return Mailbox.GivenBack;
        if (await session.Execute(Move, new { line.Id, State = word, session.Now }) == 0)
            return word; // said twice at once
        if (word == Done)
            await PacketCopy.Collected(session, line.Id);
        await session.Record(line.Id, "packet-" + word, (agency.Code, agency.Name), new { line.ExchangeId, line.Sha256 });
        return word;
    }

    private const string NotStored = "Cơ quan nhận báo chưa lưu được gói tin; gói tin vẫn chờ nhận về.";

    private const string Delivery = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id
        """;

    private const string NoteFailure = """
        update dispatch_delivery
        set last_error = @NotStored, changed_at = case when changed_at > @Now then changed_at else @Now end
        where id = @Id and state <> 'sent'
        """;

    private const string Move = """
        update dispatch_packet_copy
        set state = @State, changed_at = @Now
        where id = @Id and state not in ('done', 'recalled')
        """;
}
