using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Packets;

/// <summary>
/// Tells the sender of a document how it fares with us, in the transaction of what happened: 01 came, 02 sent back, 03 registered, 04 with
/// whom, 05 being handled, 06 done. Each is told once and never after a later one, whatever order our own messages come in.
/// </summary>
internal static class TellSender
{
    /// <summary>The two digits (QCVN 102) and what goes with them.</summary>
    public sealed record Word(string Status, string? Description = null)
    {
        /// <summary>Unit to ask about it.</summary>
        public string? Department { get; init; }

        /// <summary>Person to ask about it.</summary>
        public string? Staff { get; init; }

        public (string Id, string Name) By { get; init; } = Platform.Identity.By.System;

        /// <summary>Said by a person.</summary>
        public Word Of(Actor actor) => this with
        {
            Department = actor.Posts is [var post, ..] ? post.UnitName : null,
            Staff = actor.FullName,
            By = Platform.Identity.By.Person(actor),
        };
    }

    public static async Task Of(PacketRow packet, Word word, Session session)
    {
        if (await session.Execute(Advance, new { packet.Id, word.Status }) > 0)
            await Say(packet, word, session);
    }

    /// <summary>Beside the document's own way: 15 and 16 answer what its sender asked, as often as it asks.</summary>
    public static async Task Say(PacketRow packet, Word word, Session session)
    {
        var answer = new SenderAnswered
        {
            AnswerId = Guid.CreateVersion7(session.Now),
            PacketId = packet.Id,
            FromCode = packet.ToCode,
            ToCode = packet.FromCode,
            ToName = packet.FromName,
            ExchangeId = packet.ExchangeId,
            Code = packet.Code,
            IssuedOn = packet.IssuedOn,
            Status = word.Status,
            Description = word.Description,
            Department = word.Department,
            Staff = word.Staff,
            GivenAt = session.Now,
        };
        await session.Keep(Add, new
        {
            answer.AnswerId, answer.PacketId, answer.Status, answer.Description, answer.Department, answer.Staff, answer.GivenAt,
        });
        await session.Publish(answer);
        await session.Record(packet.DocumentId ?? packet.Id, "sender-told-" + word.Status, word.By, new
        {
            answer.AnswerId, answer.PacketId, answer.ToCode, answer.ExchangeId, answer.Description, answer.Department,
        });
    }

    /// <summary>The same for a registered document, which may have come over the exchange or not.</summary>
    public static async Task About(Guid document, Word word, Session session)
    {
        foreach (var packet in await PacketRow.Of(session, document))
            await Of(packet, word, session);
    }

    private const string Advance = """
        update intake_packet
        set answered = @Status
        where id = @Id and state <> 'Recalled' and (answered is null or answered < @Status)
        """;

    private const string Add = """
        insert into intake_answer (id, packet_id, status, description, department, staff, given_at)
        values (@AnswerId, @PacketId, @Status, @Description, @Department, @Staff, @GivenAt)
        """;
}
