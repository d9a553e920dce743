using System.Security.Cryptography;
using System.Text.Json;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Platform.Http;

/// <summary>
/// Does a POST once: the answer is kept under the request's key in the transaction of its effect, and the same request again gets the
/// same answer. Refusals are not kept: they changed nothing. Leave secrets (PINs) out of the request that is compared: its hash is
/// stored.
/// </summary>
public sealed class Once(Database database)
{
    private sealed record KeptRow
    {
        public required string Route { get; init; }

        public required string RequestSha256 { get; init; }

        public required string Answer { get; init; }
    }

    /// <summary>
    /// An act of one transaction. The same request a second time is either refused, for the first has done it, or meets its own key:
    /// only then is the earlier answer looked for. What the work tells beside its answer, a secret say, it tells after the commit.
    /// </summary>
    public async Task<Outcome<T>> Run<T>(
        RequestKey key, object request, Func<Session, Task<Outcome<T>>> work, CancellationToken stop = default)
    {
        var outcome = await database.Write(WorkOnce, stop);
        if (outcome.Refusal is null)
            return outcome;
        return await database.Glance(session => Earlier<T>(session, key, request), stop) ?? outcome;

        async Task<Outcome<T>> WorkOnce(Session session)
        {
            if (session.Again && await Earlier<T>(session, key, request) is { } earlier)
                return earlier;

            var outcome = await work(session);
            if (outcome.Refusal is null)
                await Keep(session, key, request, outcome.Answer);
            return outcome;
        }
    }

    /// <summary>For acts of several transactions: the earlier answer to this request, or null; ask before the first.</summary>
    public static async Task<Outcome<T>?> Earlier<T>(ReadSession session, RequestKey key, object request)
    {
        if (await session.Find<KeptRow>(Kept, new { key.Key, key.Actor }) is not { } kept)
            return null;
        if (kept.Route != key.Route || kept.RequestSha256 != HashOf(request))
            return Refusal.Conflict("request.key-reused",
                "Khóa của yêu cầu này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi thử lại.",
                "This request's key was already used for a different request; reload the page and try again.");
        return JsonSerializer.Deserialize<T>(kept.Answer, MessageJson.Options)!;
    }

    /// <summary>For acts of several transactions: keeps the answer; call it in the last one.</summary>
    public static Task Keep<T>(Session session, RequestKey key, object request, T answer) => session.Keep(Add, new
    {
        key.Key,
        key.Actor,
        key.Route,
        RequestSha256 = HashOf(request),
        Answer = JsonSerializer.Serialize(answer, MessageJson.Options),
        session.Now,
    });

    private static string HashOf(object request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), MessageJson.Options)));

    private const string Kept = """
        select route, request_sha256, answer
        from platform_request
        where request_key = @Key and actor = @Actor
        """;

    private const string Add = """
        insert into platform_request (request_key, actor, route, request_sha256, answer, answered_at)
        values (@Key, @Actor, @Route, @RequestSha256, @Answer, @Now)
        """;
}
