using System.Globalization;
using Dapper;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Trail;

/// <summary>
/// Every few seconds makes leaves of the entries that have none yet (never "those after the last id": a slow transaction may commit an
/// older one later), puts them under a root chained to the one before, and signs it. One process does it; should two, one wins each number.
/// </summary>
public sealed class TrailSealer(Database database, NodeKey key, TimeProvider clock, Leases leases, ILogger<TrailSealer> log)
    : BackgroundService
{
    private const int Batch = 500;
    private const int AtOnce = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private sealed record LeafRow
    {
        public required Guid Id { get; init; }

        public required string Hash { get; init; }
    }

    /// <summary>Seals all that is not sealed yet; the latest root.</summary>
    public async Task<TrailRoot?> SealAll(CancellationToken stop = default)
    {
        while (await SealBatch(stop))
        {
        }

        return await database.Read(TrailRoot.Latest, stop);
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("seal-the-trail"), SealBatch, Pause, log, stoppingToken);

    // true while there may be more
    private async Task<bool> SealBatch(CancellationToken stop)
    {
        var page = new { Offset = 0, Limit = Batch };
        var (before, leaves) = await database.Read(
            async session => (await TrailRoot.Latest(session), await session.List<LeafRow>(Unsealed, page)), stop);
        if (leaves.Count == 0)
            return false;

        var root = TrailRoot.Over([.. leaves.Select(leaf => leaf.Hash)], before, clock.GetUtcNow(), key);
        return await database.Write(session => Keep(session, root, leaves), stop);
    }

    private static async Task<bool> Keep(Session session, TrailRoot root, IReadOnlyList<LeafRow> leaves)
    {
        if (((await TrailRoot.Latest(session))?.Hash ?? "") != root.PreviousHash)
            return true; // another process sealed meanwhile: look again

        await root.Keep(session);
        for (var first = 0; first < leaves.Count; first += AtOnce)
            await MakeLeaves(session, root.Number, first, [.. leaves.Skip(first).Take(AtOnce)]);
        return leaves.Count == Batch;
    }

    // one statement for a hundred leaves; each entry has its place in the order they were read in
    private static async Task MakeLeaves(Session session, int number, int first, LeafRow[] leaves)
    {
        var parameters = new DynamicParameters(new { Number = number, First = first });
        foreach (var (place, leaf) in leaves.Index())
            parameters.Add(IdOf(place), leaf.Id);
        var places = Enumerable.Range(0, leaves.Length);
        var made = await session.Execute($"""
            update trail_entry
            set root_number = @Number, leaf_index = @First + case id {string.Concat(places.Select(When))}end
            where root_number is null and id in ({string.Join(", ", places.Select(place => "@" + IdOf(place)))})
            """, parameters);
        if (made != leaves.Length)
            throw new InvalidOperationException($"{leaves.Length - made} trail entries under root {number} were sealed twice or are gone.");
    }

    private static string When(int place) => string.Create(CultureInfo.InvariantCulture, $"when @{IdOf(place)} then {place} ");

    private static string IdOf(int place) => "Id" + place.ToString(CultureInfo.InvariantCulture);

    private const string Unsealed = """
        select id, hash
        from trail_entry
        where root_number is null
        order by at, id
        {page}
        """;
}
