using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;

namespace DocFlow.Intake.Packets;

/// <summary>
/// A packet in which the clerk found a state secret: all its files and its own bytes are condemned with the one, and it goes back to its
/// sender (02) with the reason. Its hashes and its record stay.
/// </summary>
internal static class SecretPacket
{
    private const string Reason = "Văn bản có nội dung bí mật nhà nước không được gửi qua trục liên thông; các tệp đã bị hủy tại nơi nhận.";

    public static async Task Refuse(Guid packetId, string why, Session session, Actor actor)
    {
        if (await session.Execute(Drop, new { Id = packetId, session.Now }) == 0)
            return; // by another of its files, or it no longer waits
        foreach (var file in await session.List<Guid>(Files, new { Id = packetId }))
            await SecretFiles.Mark(file, why, session, actor);
        var sha256 = await session.One<string>(HashOf, new { Id = packetId });
        await session.Condemn(sha256, packetId, isSecret: true);
        if (await PacketRow.Find(session, packetId) is not { } packet)
            return;
        await session.Publish(new DocumentRecalled
        {
            RequestId = packetId, Files = [sha256], Code = packet.Code, Reason = why, AgreedByName = actor.FullName, AgreedAt = session.Now,
            IsSecret = true,
        });
        await ReturnPacket.Give(packet, new TellSender.Word("02", Reason).Of(actor), session);
    }

    private const string Drop = """
        update intake_packet
        set destroyed_at = @Now, words = null
        where id = @Id and state = 'Waiting' and destroyed_at is null
        """;

    private const string Files = """
        select id
        from intake_file
        where packet_id = @Id and state in ('Held', 'Ready', 'Unusable')
        """;

    private const string HashOf = """
        select sha256
        from intake_packet
        where id = @Id
        """;
}
