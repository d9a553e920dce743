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
        foreach (var (index, leaf) in leaves.Index())
        {
            if (await session.Execute(MakeLeaf, new { leaf.Id, root.Number, Index = index }) == 0)
                throw new InvalidOperationException($"Trail entry {leaf.Id} was sealed twice or is gone.");
        }

        return leaves.Count == Batch;
    }

    private const string Unsealed = """
        select id, hash
        from trail_entry
        where root_number is null
        order by at, id
        {page}
        """;

    private const string MakeLeaf = """
        update trail_entry
        set root_number = @Number, leaf_index = @Index
        where id = @Id and root_number is null
        """;
}
