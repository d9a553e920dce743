using DocFlow.Intake.Receiving;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake;

/// <summary>
/// POST /intake/files: a PDF comes in, is screened while it still lies outside the content store, and then waits for its registration. What
/// may not come in at all (no PDF, damaged, encrypted, scripted, too large) leaves nothing behind. Content stored just before a crash is
/// harmless: nothing is read but through a row, and the repeated request finds it again by its hash.
/// </summary>
public sealed class ReceiveFile(Database database, ContentStore content, ScreenFile screening, IntakeOptions options)
{
    private sealed record Request(string Name, string Sha256);

    /// <summary>The file as it now waits.</summary>
    public sealed record Answer(Guid FileId, string Name, string Sha256, long Length, FileState State, ScreeningReport Report);

    /// <summary>Takes the file in; the same key and the same file again get the same answer.</summary>
    public async Task<Outcome<Answer>> Handle(Upload upload, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;

        ScreeningReport? report = null;
        var stored = await content.Put(upload.Body, options.UploadLimit, (received, _) =>
        {
            var screened = screening.Screen(received);
            report = screened.Refusal is null ? screened.Answer : null;
            return Task.FromResult(screened.Refusal);
        }, stop);
        if (stored.Refusal is { } refusal)
            return refusal;

        Seam.Reached("after-store-before-commit");
        var request = new Request(upload.Name, stored.Answer.Sha256);
        return await database.Write(async session =>
        {
            var seen = await session.Ask<EarlierArrival>(RegisteredWithContent, new { stored.Answer.Sha256 });
            return await Once.Earlier<Answer>(session, key, request)
                ?? await Enter(session, (request, stored.Answer), report! with { SeenBefore = InOrder(await seen.Answer()) }, (key, actor));
        }, stop);
    }

    // put in order here: asked to, a database that knows little of its tables yet walks all documents in that order
    private static IReadOnlyList<EarlierArrival> InOrder(IReadOnlyList<EarlierArrival> seen) =>
        [.. seen.Distinct().OrderBy(one => one.Year).ThenBy(one => one.ArrivalNumber)];

    private static async Task<Outcome<Answer>> Enter(
        Session session, (Request Request, StoredFile Stored) file, ScreeningReport report, (RequestKey Key, Actor Actor) sender)
    {
        var (request, stored) = file;
        var state = report.Holds.Count > 0 ? FileState.Held : FileState.Ready;
        var answer = new Answer(Guid.CreateVersion7(session.Now), request.Name, stored.Sha256, stored.Length, state, report);
        await session.Keep(Add, new
        {
            Id = answer.FileId,
            answer.Name,
            answer.Sha256,
            answer.Length,
            report.Pages,
            Report = report.ToJson(),
            State = state.ToString(),
            session.Now,
            sender.Actor.UserId,
            sender.Actor.FullName,
            RepeatKey = answer.FileId.ToString("N"),
        });
        await session.RecordFirst(answer.FileId, "received", sender.Actor, new { answer.Name, answer.Sha256, answer.Length, answer.State });
        await Once.Keep(session, sender.Key, request, answer);
        return answer;
    }

    private const string RegisteredWithContent = """
        select d.id as document_id, d.year, d.arrival_number, d.arrived_on, d.code_number, d.code_notation, d.organ_name, d.subject
        from intake_file f
        join intake_document d on d.id = f.document_id
        where f.sha256 = @Sha256 and d.voided_at is null
        """;

    private const string Add = """
        insert into intake_file (id, name, sha256, length, pages, report, state, received_at, received_by, received_by_name, repeat_key)
        values (@Id, @Name, @Sha256, @Length, @Pages, @Report, @State, @Now, @UserId, @FullName, @RepeatKey)
        """;
}
