using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Exchange;

/// <summary>One recipient's copy of an accepted packet; its id is the one under which the recipient finds it.</summary>
internal static class PacketCopy
{
    /// <summary>Waits to be collected.</summary>
    public const string Initial = "initial";

    /// <summary>The recipient has it; ours is done at once.</summary>
    public const string Done = "done";

    public static Task Add(Session session, PacketRow packet, string recipient, string state) => session.Keep(Insert, new
    {
        Id = Guid.CreateVersion7(session.Now),
        PacketId = packet.Id,
        packet.Kind,
        Recipient = recipient,
        State = state,
        session.Now,
    });

    private const string Insert = """
        insert into dispatch_packet_copy (id, packet_id, kind, recipient_code, state, created_at, changed_at)
        values (@Id, @PacketId, @Kind, @Recipient, @State, @Now, @Now)
        """;
}
