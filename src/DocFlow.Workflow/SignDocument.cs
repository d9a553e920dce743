using System.Security.Cryptography;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Storage;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Workflow;

/// <summary>
/// POST /cases/{id}/signature: a person signs, with their own key, the version that was on screen. The law is asked and the signature
/// reserved in one transaction, the key is used outside any, and a second one makes the signed version current if nobody was faster.
/// </summary>
public sealed class SignDocument(Database database, ContentStore content, KeySafe safe)
{
    /// <summary>What was on screen, and the key's PIN, which goes no further than this process.</summary>
    public sealed record Command(string File, string Pin)
    {
        public int? Task { get; init; }
        public string? Remark { get; init; }

        /// <summary>Never the PIN.</summary>
        public override string ToString() => $"signature on {File}";
    }

    // what is compared when a request comes again; a PIN is not even hashed
    private sealed record Request(string File, int? Task, string? Remark);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{id:guid}/signature", async (
        Guid id, Command command, RequestKey key, Actor actor, SignDocument sign, Language language, CancellationToken stop) =>
        (await sign.Handle(id, command, actor, key, stop)).ToResult(language));

    public async Task<Outcome<ActOnTask.Answer>> Handle(Guid id, Command command, Actor actor, RequestKey key, CancellationToken stop)
    {
        var request = new Request(command.File, command.Task, command.Remark);
        if (await database.Glance(session => Once.Earlier<ActOnTask.Answer>(session, key, request), stop) is { } earlier)
            return earlier;

        var wish = new SignatureReservation.Wish(id, command.File, command.Task, command.Remark ?? "");
        var reserved = await database.Write(session => SignatureReservation.Take(session, wish, actor), stop);
        if (reserved.Refusal is { } refusal)
            return refusal;

        var signed = await Sign(reserved.Answer, command.Pin, actor, stop);
        if (signed.Refusal is { } unsigned)
            return unsigned;
        Seam.Reached("after-signature-before-commit");

        var act = reserved.Answer.Act with { NewFile = signed.Answer };
        var outcome = await database.Write(async Task<Outcome<ActOnTask.Answer>> (session) =>
        {
            var kept = await ActOnTask.Decide(id, act, actor, session);
            if (kept.Refusal is not null)
                return kept;
            await SignatureReservation.Fulfil(session, reserved.Answer.Id, signed.Answer);
            await Once.Keep(session, key, request, kept.Answer);
            return kept;
        }, stop);
        // somebody was faster, and may not have seen this reservation when the case moved
        if (outcome.Refusal is not null)
            await database.Write(session => SignatureReservation.Void(session, reserved.Answer.Id), stop);
        return outcome;
    }

    private async Task<Outcome<string>> Sign(SignatureReservation reserved, string pin, Actor actor, CancellationToken stop)
    {
        var opened = await safe.Open(reserved.Key.Id, actor, pin, SignFile.Lock, stop);
        if (opened.Refusal is { } refusal)
            return refusal;

        using var key = opened.Answer.Key;
        await using var seen = await content.Open(reserved.Act.File, stop);
        await using var picture = await content.Open(reserved.Key.ImageSha256, stop);
        using var signed = NextVersion.Of(seen);
        if (await SignFile.Sign((seen, signed), reserved, (key, actor.FullName), picture) is { } unfit)
            return unfit;

        RequireSeenInFront(signed, seen.Length, reserved.Act.File);
        signed.Position = 0;
        return (await content.Put(file => signed.CopyToAsync(file, stop), stop)).Sha256;
    }

    // promise 3: the signed version is what the signer saw, byte for byte, and an increment
    private static void RequireSeenInFront(MemoryStream signed, long length, string seen)
    {
        var front = signed.GetBuffer().AsSpan(0, (int)length);
        if (Convert.ToHexStringLower(SHA256.HashData(front)) != seen)
            throw new InvalidOperationException($"The signed file does not begin with the version {seen} that the signer saw.");
    }
}
