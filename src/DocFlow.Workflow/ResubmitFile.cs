using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;
using Microsoft.AspNetCore.Mvc;

namespace DocFlow.Workflow;

/// <summary>POST /cases/{id}/resubmission (multipart: file, seen, remark): the owner sends a returned case again, corrected.</summary>
public sealed class ResubmitFile(Database database, ContentStore content, Once once)
{
    private const long Limit = 100_000_000;

    /// <summary>The version that was on screen, and a word to the reviewers.</summary>
    public sealed record Command(string Seen, string Remark);

    private sealed record Accepted(string Upload, string Laid, KeptCase Kept);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{id:guid}/resubmission", async (
        Guid id, [FromForm] string seen, [FromForm] string? remark, IFormFile file, RequestKey key, Actor actor, ResubmitFile slice,
        Language language, CancellationToken stop) =>
    {
        await using var stream = file.OpenReadStream();
        var outcome = await slice.Handle(id, new Command(seen, remark ?? ""), stream, (actor, key), stop);
        return outcome.ToResult(language);
    }).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(Limit));

    /// <summary>Looks at the file before anything is kept, so that a refused one leaves nothing behind.</summary>
    public async Task<Outcome<ActOnTask.Answer>> Handle(
        Guid id, Command command, Stream file, (Actor Actor, RequestKey Key) by, CancellationToken stop)
    {
        var act = new Act { Kind = ActKind.Resubmit, File = command.Seen, Remark = command.Remark, NewFile = "to come" };
        var accepted = await Accept(id, act, file, by.Actor, stop);
        if (accepted.Refusal is { } refusal)
            return await Earlier(command, by.Key, stop) ?? refusal;

        return await once.Run(by.Key, command, async session =>
        {
            await KeepMove.KeepFile(session, id, accepted.Answer.Upload, (nameof(ActKind.Resubmit), by.Actor.FullName));
            return await ActOnTask.Decide(id, act with { NewFile = accepted.Answer.Laid }, by.Actor, session);
        }, stop);
    }

    private async Task<Outcome<Accepted>> Accept(Guid id, Act act, Stream file, Actor actor, CancellationToken stop)
    {
        var found = await database.Read(session => CaseBook.Read(session, id, actor), stop);
        if (found.Refusal is { } unknown)
            return unknown;
        if (CaseLaw.Check(found.Answer.Case, act, actor) is { } refusal)
            return refusal;
        if (ScreenDraft.Refuse(file) is { } unsafeFile)
            return unsafeFile;

        var print = found.Answer.Row.Outgoing?.Print ?? DraftPrint.Nothing;
        var laid = await LayFields.Handle(file, found.Answer.Case.Route, print, content, stop);
        if (laid.Refusal is { } unfit)
            return unfit;

        file.Position = 0;
        var upload = await content.Put(file, Limit, stop: stop);
        return upload.Then(stored => new Accepted(stored.Sha256, laid.Answer.Sha256, found.Answer));
    }

    // the same request sent again finds the case moved on: it gets the answer it had
    private Task<Outcome<ActOnTask.Answer>?> Earlier(Command command, RequestKey key, CancellationToken stop) =>
        database.Read(session => Once.Earlier<ActOnTask.Answer>(session, key, command), stop);
}
