using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake;

/// <summary>
/// State secrets let in by mistake: their bytes are destroyed by the very act that finds them out, their hash and their record stay.
/// </summary>
public sealed class SecretFiles(Database database, CondemnedFiles condemned)
{
    private const string Declared = "registered as a state secret";

    private sealed record FileRow
    {
        public required string Sha256 { get; init; }

        public Guid? PacketId { get; init; }
    }

    /// <summary>The refusal of a paper that the clerk declares secret; its waiting files, or its packet, are destroyed first.</summary>
    public async Task<Refusal> Refuse(RegisterDocument.Command paper, Actor actor, CancellationToken stop)
    {
        await database.Write(async session =>
        {
            foreach (var file in paper.Files)
                await Mark(file.FileId, Declared, session, actor);
            if (paper.PacketId is { } packet)
                await SecretPacket.Refuse(packet, Declared, session, actor);
        }, stop);
        await Destroy(stop);
        return Secret;
    }

    /// <summary>Marks one waiting file, in the transaction of the clerk's act; <see cref="Destroy"/> follows its commit.</summary>
    internal static async Task<int> Mark(Guid file, string reason, Session session, Actor actor)
    {
        var marked = await session.Execute(MarkDestroyed, new { Id = file, Reason = reason, session.Now, actor.FullName });
        if (marked == 0)
            return marked;
        var row = await session.One<FileRow>(Marked, new { Id = file });
        await session.Condemn(row.Sha256, file, isSecret: true);
        await session.Record(file, "secret-destroyed", actor, new { reason });
        if (row.PacketId is { } packet)
            await SecretPacket.Refuse(packet, reason, session, actor);
        return marked;
    }

    /// <summary>Destroys the bytes of every marked file that no living file shares.</summary>
    internal Task Destroy(CancellationToken stop) => condemned.Round(stop);

    private static Refusal Secret => Refusal.Invalid("document.secret",
        "Văn bản mật không được tiếp nhận trên hệ thống này; các tệp đã bị hủy. Hãy xử lý theo quy định bảo vệ bí mật nhà nước.",
        "State secrets may not enter this system; the files were destroyed. Handle the paper under the rules for state secrets.");

    private const string MarkDestroyed = """
        update intake_file
        set state = 'Destroyed', decision = 'Secret', decision_reason = @Reason, decided_at = @Now, decided_by_name = @FullName
        where id = @Id and state in ('Held', 'Ready', 'Unusable')
        """;

    private const string Marked = """
        select sha256, packet_id
        from intake_file
        where id = @Id
        """;
}
