using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// Looks for what stands still or is missing, says why, and mends what is safe to mend: it wakes, it never decides and never deletes. Each
/// room is asked about its own tables; what one room told and another should have heard is compared here.
/// </summary>
public sealed class Reconciler(Database database, IEnumerable<Room> rooms, StoredFiles content, TimeProvider clock)
{
    private readonly List<Room> _rooms = [.. rooms];

    /// <summary>What moves and what happened within the last day: quick enough for every few minutes.</summary>
    public Task<IReadOnlyList<Finding>> LookAround(CancellationToken stop = default) =>
        Ask(Look.Around(clock.GetUtcNow()), stop);

    /// <summary>Everything: registers, all handovers, and each file against the rows that name it.</summary>
    public async Task<IReadOnlyList<Finding>> LookAtEverything(TimeSpan patience, bool hash, CancellationToken stop = default)
    {
        var look = new Look(clock.GetUtcNow(), patience, DateTimeOffset.UnixEpoch);
        var found = await Ask(look, stop);
        var files = new CheckFiles(database, _rooms, content);
        return [.. found, .. await files.Find(look, hash, stop)];
    }

    /// <summary>Mends one thing and writes so into the trail; false when it no longer stood so.</summary>
    public Task<bool> Heal(Finding finding, (string Id, string Name) by, CancellationToken stop = default) =>
        finding.Healable ? database.Write(session => Heal(finding, session, by), stop) : Task.FromResult(false);

    /// <summary>The same within a transaction.</summary>
    public static async Task<bool> Heal(Finding finding, Session session, (string Id, string Name) by)
    {
        if (finding.Heal is not { } heal || !await heal(session))
            return false;
        await session.Record(finding.Subject ?? Guid.Empty, "reconciled", by, new { finding.Code, finding.Since, finding.En });
        return true;
    }

    private async Task<IReadOnlyList<Finding>> Ask(Look look, CancellationToken stop)
    {
        var found = new List<Finding>();
        var checks = CheckPlatform.All(_rooms).Concat(_rooms.SelectMany(room => room.Checks));
        foreach (var check in checks.Where(check => look.Thorough || !check.Thorough))
            found.AddRange(await database.Read(session => check.Find(session, look), stop));
        found.AddRange(await database.Read(session => CheckHandovers.Find(session, look, _rooms), stop));
        return found;
    }
}
