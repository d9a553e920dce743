using System.Security.Cryptography;
using System.Text.Json;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;

namespace DocFlow.Platform.Trail;

/// <summary>
/// Writes what happened to a subject into the trail, in the transaction of the act. Each entry carries the hash of the subject's entry
/// before it; the sealer makes leaves of them later, so no act waits for a global lock.
/// </summary>
public static class TrailEntry
{
    /// <summary>What the entry's hash covers, in this order.</summary>
    internal sealed record Content(
        Guid SubjectId, int Sequence, string Act, string Actor, string ActorName, string Details, DateTimeOffset At, string PreviousHash);

    /// <summary>An act of a person.</summary>
    public static Task Record(this Session session, Guid subject, string act, Actor actor, object details) =>
        session.Record(subject, act, (actor.UserId.ToString(), actor.FullName), details);

    /// <summary>An act of the system ("system") or of an agency (its code).</summary>
    /// <param name="session">The transaction of the act.</param>
    /// <param name="subject">What it happened to.</param>
    /// <param name="act">Verb, such as "registered".</param>
    /// <param name="actor">Who (a user's id, an agency's code or "system") and their name.</param>
    /// <param name="details">Serialised to JSON; no secrets.</param>
    public static async Task Record(this Session session, Guid subject, string act, (string Id, string Name) actor, object details) =>
        await session.Record(await session.TrailOf(subject), act, actor, details);

    /// <summary>Asks for the end of a subject's trail together with what is asked next, for an act recorded behind it.</summary>
    public static async Task<TrailEnd> TrailOf(this Session session, Guid subject) =>
        new(subject, await session.Ask<TrailEnd.Row>(Last, new { Subject = subject }));

    /// <summary>An act of a person behind the end of a trail that was asked for.</summary>
    public static Task Record(this Session session, TrailEnd trail, string act, Actor actor, object details) =>
        session.Record(trail, act, (actor.UserId.ToString(), actor.FullName), details);

    /// <summary>An act of the system or of an agency behind the end of a trail that was asked for.</summary>
    public static async Task Record(
        this Session session, TrailEnd trail, string act, (string Id, string Name) actor, object details) =>
        await Write(session, (await trail.Last.Answer()).SingleOrDefault(), (trail.Subject, act, actor), details);

    /// <summary>The first act on what this session made: there is none before it to be looked up.</summary>
    public static Task RecordFirst(this Session session, Guid subject, string act, Actor actor, object details) =>
        Write(session, null, (subject, act, (actor.UserId.ToString(), actor.FullName)), details);

    private static Task Write(
        Session session, TrailEnd.Row? last, (Guid Subject, string Act, (string Id, string Name) Actor) done, object details)
    {
        var (subject, act, actor) = done;
        var content = new Content(
            subject, (last?.Sequence ?? 0) + 1, act, actor.Id, actor.Name,
            JsonSerializer.Serialize(details, MessageJson.Options), session.Now, last?.Hash ?? "");
        return session.Keep(Add, new
        {
            Id = Guid.CreateVersion7(session.Now),
            content.SubjectId,
            content.Sequence,
            content.Act,
            content.Actor,
            content.ActorName,
            content.Details,
            content.At,
            content.PreviousHash,
            Hash = HashOf(content),
        });
    }

    /// <summary>
    /// SHA-256, lower-case hex, over the JSON array of the entry's fields; instants in UTC milliseconds, which every engine keeps.
    /// </summary>
    internal static string HashOf(Content entry) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new object[]
    {
        entry.SubjectId,
        entry.Sequence,
        entry.Act,
        entry.Actor,
        entry.ActorName,
        entry.Details,
        entry.At.ToUnixTimeMilliseconds(),
        entry.PreviousHash,
    })));

    private const string Last = """
        select sequence, hash
        from trail_entry
        where subject_id = @Subject
        order by sequence desc
        {first}
        """;

    private const string Add = """
        insert into trail_entry (id, subject_id, sequence, act, actor, actor_name, details, at, previous_hash, hash)
        values (@Id, @SubjectId, @Sequence, @Act, @Actor, @ActorName, @Details, @At, @PreviousHash, @Hash)
        """;
}
