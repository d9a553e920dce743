using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake;

/// <summary>POST /intake/files/{id}/decision: the clerk's recorded decision about a waiting file.</summary>
public sealed class DecideFile(Once once, SecretFiles secrets)
{
    /// <summary>What may be decided.</summary>
    public enum Decision
    {
        /// <summary>What screening found is harmless: the file may be registered.</summary>
        Accept,

        /// <summary>Nothing to register: off the desk, the bytes stay.</summary>
        SetAside,

        /// <summary>It is a state secret: its bytes are destroyed.</summary>
        Secret,
    }

    /// <summary>The decision and its reason, both kept.</summary>
    public sealed record Command(Guid FileId, Decision Decision, string Reason);

    /// <summary>Where the file stands now.</summary>
    public sealed record Answer(Guid FileId, FileState State);

    /// <summary>Decides once.</summary>
    public async Task<Outcome<Answer>> Submit(Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        var outcome = await once.Run(key, command, session => Handle(command, session, actor), stop);
        if (outcome.Refusal is null && outcome.Answer.State == FileState.Destroyed)
            await secrets.Destroy(stop);
        return outcome;
    }

    private static async Task<Outcome<Answer>> Handle(Command command, Session session, Actor actor)
    {
        if (!Refusals.IsReason(command.Reason))
            return Refusals.NoReason;
        var reason = command.Reason.Trim();
        if (command.Decision == Decision.Secret)
            return await SecretFiles.Mark(command.FileId, reason, session, actor) > 0
                ? new Answer(command.FileId, FileState.Destroyed)
                : NotWaiting;

        var to = command.Decision == Decision.Accept ? FileState.Ready : FileState.SetAside;
        var change = new
        {
            command.FileId,
            To = to.ToString(),
            Decision = command.Decision.ToString(),
            Reason = reason,
            session.Now,
            actor.FullName,
            Also = command.Decision == Decision.Accept ? "Held" : "Ready",
        };
        if (await session.Execute(Decide, change) == 0)
            return NotWaiting;
        await session.Record(command.FileId, "decided", actor, new { change.Decision, reason });
        return new Answer(command.FileId, to);
    }

    private static Refusal NotWaiting => Refusal.Conflict("file.not-waiting",
        "Tệp này không còn chờ quyết định; hãy tải lại danh sách.",
        "This file no longer waits for a decision; reload the list.");

    private const string Decide = """
        update intake_file
        set state = @To, decision = @Decision, decision_reason = @Reason, decided_at = @Now, decided_by_name = @FullName
        where id = @FileId and state in ('Held', @Also)
        """;
}
