using System.Security.Cryptography;
using System.Text;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// GET /administration/findings.json, POST /administration/findings/{key}/mending: what the look around finds, and the mending of one of
/// them by a person. What is mended already is not found again, so it is safe to repeat.
/// </summary>
public sealed class MendFinding(Reconciler reconciler, Database database, Once once, IEnumerable<Room> rooms)
{
    /// <summary>How many are told at once; what stands still in crowds has one cause.</summary>
    public const int Shown = 200;

    /// <summary>A finding, what it is called when it is to be mended, and the page that shows its subject, where there is one.</summary>
    public sealed record Item(string Key, string Code, Guid? Subject, DateTimeOffset Since, string Vi, string En, bool Healable)
    {
        /// <summary>Where people look at it.</summary>
        public string? Page { get; init; }
    }

    /// <summary>What was found: how many, and the oldest of them.</summary>
    public sealed record Answer(int Findings, IReadOnlyList<Item> Items);

    /// <summary>What was mended.</summary>
    public sealed record Mended(string Code, Guid? Subject);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/findings.json", async (MendFinding findings, CancellationToken stop) =>
            Results.Json(await findings.List(stop), MessageJson.Options));
        routes.MapPost("/findings/{key}/mending", async (
            string key, RequestKey sent, Actor actor, MendFinding findings, Language language, CancellationToken stop) =>
            (await findings.Handle(key, sent, actor, stop)).ToResult(language));
    }

    /// <summary>Looks around.</summary>
    public async Task<Answer> List(CancellationToken stop)
    {
        var found = await reconciler.LookAround(stop);
        return new Answer(found.Count, await database.Read(session => Told(session, found.OrderBy(one => one.Since).Take(Shown)), stop));
    }

    /// <summary>Looks around once more, and mends the one of this key.</summary>
    public async Task<Outcome<Mended>> Handle(string key, RequestKey sent, Actor actor, CancellationToken stop)
    {
        var finding = (await reconciler.LookAround(stop)).FirstOrDefault(one => KeyOf(one) == key);
        return await once.Run<Mended>(sent, new { key }, async session =>
            finding is not null && await Reconciler.Heal(finding, session, By.Person(actor))
                ? new Mended(finding.Code, finding.Subject)
                : Refusal.Conflict("finding.gone",
                    "Việc này không còn như vậy nữa, hoặc không tự khắc phục được; hãy xem lại danh sách.",
                    "This no longer stands so, or is not for the system to mend; look at the list again."), stop);
    }

    // a finding is no row: it is what it says, of whom, and since when
    private static string KeyOf(Finding one) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{one.Code} {one.Subject} {one.Since:O} {one.En}")))[..16];

    private async Task<IReadOnlyList<Item>> Told(ReadSession session, IEnumerable<Finding> found)
    {
        var items = new List<Item>();
        foreach (var one in found)
            items.Add(new Item(KeyOf(one), one.Code, one.Subject, one.Since, one.Vi, one.En, one.Healable)
            {
                Page = one.Subject is { } subject ? await PageOf(session, subject) : null,
            });
        return items;
    }

    private async Task<string?> PageOf(ReadSession session, Guid subject)
    {
        foreach (var room in rooms)
        {
            if (await room.PageOf(session, subject) is { } page)
                return page;
        }

        return null;
    }
}
