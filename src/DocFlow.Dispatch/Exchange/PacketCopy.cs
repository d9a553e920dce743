using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Exchange;

/// <summary>One recipient's copy of an accepted packet; its id is the one under which the recipient finds it.</summary>
internal static class PacketCopy
{
    /// <summary>Waits to be collected.</summary>
    public const string Initial = "initial";

    /// <summary>The recipient has it; ours is done at once.</summary>
    public const string Done = "done";

    /// <summary>It was given back: by a recall that its recipient agreed to, whether it had collected it or not.</summary>
    public const string Recalled = "recalled";

    public static Task Add(Session session, PacketRow packet, string recipient, string state) => session.Keep(Insert, new
    {
        Id = Guid.CreateVersion7(session.Now),
        PacketId = packet.Id,
        packet.Kind,
        Recipient = recipient,
        State = state,
        session.Now,
    });

    /// <summary>
    /// A recipient gave its copy back (null: all copies are taken away). The bytes are destroyed with that, or as soon as nobody has
    /// still to collect them: whoever did has a copy of its own.
    /// </summary>
    public static async Task GiveBack(Session session, Guid packet, string? recipient)
    {
        await session.Execute(Lock, new { Packet = packet });
        if (await session.Execute(MarkRecalled, new { Packet = packet, Recipient = recipient, session.Now }) > 0)
            await LetGo(session, packet);
    }

    /// <summary>A copy was collected: of a packet that another recipient gave back it may have been the last.</summary>
    public static async Task Collected(Session session, Guid copy)
    {
        var packet = await session.One<Guid>(PacketOf, new { Copy = copy });
        await session.Execute(Lock, new { Packet = packet });
        await LetGo(session, packet);
    }

    private static async Task LetGo(Session session, Guid packet)
    {
        if (await session.Execute(Drop, new { Packet = packet, session.Now }) > 0)
            await session.Condemn(await session.One<string>(HashOf, new { Packet = packet }), packet);
    }

    private const string PacketOf = """
        select packet_id
        from dispatch_packet_copy
        where id = @Copy
        """;

    // the last two copies may end at the same moment: each must see the other
    private const string Lock = """
        update dispatch_packet
        set accepted_at = accepted_at
        where id = @Packet
        """;

    private const string MarkRecalled = """
        update dispatch_packet_copy
        set state = 'recalled', changed_at = @Now
        where packet_id = @Packet and recipient_code = coalesce(@Recipient, recipient_code) and state <> 'recalled'
        """;

    private const string Drop = """
        update dispatch_packet
        set destroyed_at = @Now
        where id = @Packet and destroyed_at is null
            and exists (select 1 from dispatch_packet_copy where packet_id = @Packet and state = 'recalled')
            and not exists (select 1 from dispatch_packet_copy where packet_id = @Packet and state in ('initial', 'processing', 'fail'))
        """;

    private const string HashOf = """
        select sha256
        from dispatch_packet
        where id = @Packet
        """;

    private const string Insert = """
        insert into dispatch_packet_copy (id, packet_id, kind, recipient_code, state, created_at, changed_at)
        values (@Id, @PacketId, @Kind, @Recipient, @State, @Now, @Now)
        """;
}
