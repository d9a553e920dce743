using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Intake;

/// <summary>
/// State secrets let in by mistake: their bytes are destroyed by the very act that finds them out, their hash and their record stay. What a
/// crash, or a database away, kept from being destroyed is destroyed by the next round.
/// </summary>
public sealed class SecretFiles(Database database, ContentStore content, ILogger<SecretFiles> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>The refusal of a paper that the clerk declares secret; its waiting files are destroyed first.</summary>
    public async Task<Refusal> Refuse(IReadOnlyList<Guid> files, Actor actor, CancellationToken stop)
    {
        await database.Write(async session =>
        {
            foreach (var file in files)
                await Mark(file, "registered as a state secret", session, actor);
        }, stop);
        await DestroyMarked(stop);
        return Secret;
    }

    /// <summary>Marks one waiting file, in the transaction of the clerk's act; <see cref="DestroyMarked"/> follows its commit.</summary>
    internal static async Task<int> Mark(Guid file, string reason, Session session, Actor actor)
    {
        var marked = await session.Execute(MarkDestroyed, new { Id = file, Reason = reason, session.Now, actor.FullName });
        if (marked > 0)
            await session.Record(file, "secret-destroyed", actor, new { reason });
        return marked;
    }

    /// <summary>Destroys the bytes of every marked file that no living file shares.</summary>
    internal async Task DestroyMarked(CancellationToken stop)
    {
        foreach (var sha256 in await database.Read(session => session.List<string>(Marked), stop))
            content.Destroy(sha256);
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Round, Interval, log, stoppingToken);

    private async Task<bool> Round(CancellationToken stop)
    {
        await DestroyMarked(stop);
        return false;
    }

    private static Refusal Secret => Refusal.Invalid("document.secret",
        "Văn bản mật không được tiếp nhận trên hệ thống này; các tệp đã bị hủy. Hãy xử lý theo quy định bảo vệ bí mật nhà nước.",
        "State secrets may not enter this system; the files were destroyed. Handle the paper under the rules for state secrets.");

    private const string MarkDestroyed = """
        update intake_file
        set state = 'Destroyed', decision = 'Secret', decision_reason = @Reason, decided_at = @Now, decided_by_name = @FullName
        where id = @Id and state in ('Held', 'Ready')
        """;

    private const string Marked = """
        select distinct gone.sha256
        from intake_file gone
        where gone.state = 'Destroyed'
            and not exists (select 1 from intake_file other where other.sha256 = gone.sha256 and other.state <> 'Destroyed')
        """;
}
