using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>What can be said of a trail.</summary>
public enum TrailVerdict
{
    /// <summary>Everything up to a root that was kept outside is as it was.</summary>
    Proved,

    /// <summary>It holds together, but whoever had the database and the node key could have written it anew.</summary>
    SelfConsistent,

    /// <summary>Something was rewritten, deleted or cut off.</summary>
    Broken,
}

/// <summary>The outcome of a verification.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Entries">Entries read.</param>
/// <param name="Unsealed">Those of them that no root covers yet.</param>
/// <param name="LastRoot">The latest root: keep its hash outside.</param>
/// <param name="ProvedTo">The number of the root kept outside, where it was found.</param>
/// <param name="Findings">What is broken, a sentence each.</param>
public sealed record TrailReport(
    TrailVerdict Verdict, int Entries, int Unsealed, TrailRoot? LastRoot, int? ProvedTo, IReadOnlyList<string> Findings);

/// <summary>Recomputes the whole trail: each subject's chain, each root's leaves, the chain of roots, and the signatures.</summary>
public sealed class TrailVerification
{
    private const int Page = 5_000;
    private readonly List<string> _findings = [];
    private readonly Dictionary<int, int> _leaves = [];
    private int _entries;
    private int _unsealed;

    private TrailVerification()
    {
    }

    private sealed record LeafRow
    {
        public required int? LeafIndex { get; init; }

        public required string Hash { get; init; }
    }

    /// <summary>Verifies the trail, in one look at the database.</summary>
    /// <param name="session">The look.</param>
    /// <param name="nodeKey">The public half of the key that must have signed the roots.</param>
    /// <param name="keptRoot">The hash of a root that was kept outside, if any.</param>
    public static async Task<TrailReport> Run(ReadSession session, string nodeKey, string? keptRoot)
    {
        var work = new TrailVerification();
        await work.CheckChains(session);
        var roots = await TrailRoot.All(session);
        work.CheckRoots(roots, nodeKey);
        foreach (var root in roots)
            await work.CheckLeaves(session, root);
        return work.Conclude(roots, keptRoot);
    }

    private async Task CheckChains(ReadSession session)
    {
        for (TrailRow? before = null; ;)
        {
            var page = await TrailRow.After(session, before, Page);
            foreach (var entry in page)
            {
                CheckEntry(entry, before?.SubjectId == entry.SubjectId ? before : null);
                before = entry;
            }

            if (page.Count < Page)
                return;
        }
    }

    private void CheckEntry(TrailRow entry, TrailRow? before)
    {
        _entries++;
        var name = $"Subject {entry.SubjectId}, entry {entry.Sequence}";
        if (entry.ComputeHash() != entry.Hash)
            Find($"{name} ({entry.Act}): its content was rewritten; it is not what its hash says.");
        if (entry.Sequence != (before?.Sequence ?? 0) + 1)
            Find($"{name}: entries {(before?.Sequence ?? 0) + 1} to {entry.Sequence - 1} before it were deleted.");
        else if (entry.PreviousHash != (before?.Hash ?? ""))
            Find($"{name}: it does not follow from the entry before it; one of the two was rewritten.");

        if (entry.RootNumber is { } root)
            _leaves[root] = _leaves.GetValueOrDefault(root) + 1;
        else
            _unsealed++;
    }

    private void CheckRoots(IReadOnlyList<TrailRoot> roots, string nodeKey)
    {
        TrailRoot? before = null;
        foreach (var root in roots)
        {
            if (root.Number != (before?.Number ?? 0) + 1)
                Find($"Root {root.Number}: the roots {(before?.Number ?? 0) + 1} to {root.Number - 1} before it were deleted.");
            else if (root.PreviousHash != (before?.Hash ?? ""))
                Find($"Root {root.Number}: it does not follow from the root before it.");
            if (root.ComputeHash() != root.Hash)
                Find($"Root {root.Number}: it was rewritten; it is not what its hash says.");
            if (!NodeKey.Signed(nodeKey, root.Statement(), root.Signature))
                Find($"Root {root.Number}: it was not signed by this installation's key.");
            before = root;
        }

        foreach (var number in _leaves.Keys.Except(roots.Select(root => root.Number)).Order())
            Find($"Root {number} was deleted: {_leaves[number]} entries stand under it.");
    }

    private async Task CheckLeaves(ReadSession session, TrailRoot root)
    {
        var leaves = await session.List<LeafRow>(LeavesOf, new { root.Number });
        if (leaves.Count != root.Leaves)
            Find($"Root {root.Number}: it covers {root.Leaves} entries, but {leaves.Count} are there; entries were deleted or added.");
        else if (leaves.Index().Any(leaf => leaf.Item.LeafIndex != leaf.Index))
            Find($"Root {root.Number}: the order of its entries was changed.");
        else if (leaves.Count == 0 || MerkleTree.Root([.. leaves.Select(leaf => leaf.Hash)]) != root.MerkleRoot)
            Find($"Root {root.Number}: its entries are not those that were sealed; at least one was rewritten.");
    }

    private TrailReport Conclude(IReadOnlyList<TrailRoot> roots, string? keptRoot)
    {
        var kept = keptRoot is null ? null : roots.FirstOrDefault(root => root.Hash.Equals(keptRoot, StringComparison.OrdinalIgnoreCase));
        if (keptRoot is not null && kept is null)
            Find($"The root {keptRoot} that was kept outside is not in this trail: it was cut off or written anew.");
        var verdict = _findings.Count > 0 ? TrailVerdict.Broken : kept is null ? TrailVerdict.SelfConsistent : TrailVerdict.Proved;
        return new TrailReport(verdict, _entries, _unsealed, roots is [.., var last] ? last : null, kept?.Number, _findings);
    }

    private void Find(string finding) => _findings.Add(finding);

    private const string LeavesOf = """
        select leaf_index, hash
        from trail_entry
        where root_number = @Number
        order by leaf_index
        """;
}
