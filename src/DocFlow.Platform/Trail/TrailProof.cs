using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>
/// One entry with all that is needed to check, offline and without trusting us, that it stands under a signed root: receipts, packets and
/// reports carry it.
/// </summary>
/// <param name="Entry">What happened.</param>
/// <param name="LeafIndex">Its place under the root.</param>
/// <param name="Path">What to combine it with, from the leaf upwards (RFC 6962).</param>
/// <param name="Root">The root.</param>
/// <param name="NodeKey">The public key that signed it, as SubjectPublicKeyInfo in base64.</param>
public sealed record TrailProof(TrailRow Entry, int LeafIndex, IReadOnlyList<string> Path, TrailRoot Root, string NodeKey)
{
    /// <summary>The proofs of a subject's entries, oldest first; entries of the last seconds that are not sealed yet have none.</summary>
    public static async Task<IReadOnlyList<TrailProof>> Of(ReadSession session, Guid subject, NodeKey key)
    {
        var proofs = new List<TrailProof>();
        var roots = new Dictionary<int, (TrailRoot Root, IReadOnlyList<string> Leaves)>();
        foreach (var entry in await TrailRow.Of(session, subject))
        {
            if (entry is not { RootNumber: { } number, LeafIndex: { } index })
                continue;
            if (!roots.TryGetValue(number, out var sealing))
                roots[number] = sealing = (
                    await TrailRoot.Get(session, number), await session.List<string>(LeavesOf, new { Number = number }));
            proofs.Add(new TrailProof(entry, index, MerkleTree.Path(sealing.Leaves, index), sealing.Root, key.Public));
        }

        return proofs;
    }

    /// <summary>
    /// What is wrong with it, or null when it holds. That the key is the agency's own the reader must know from elsewhere.
    /// </summary>
    public string? Fault()
    {
        if (Entry.ComputeHash() != Entry.Hash)
            return "The entry is not what its hash says.";
        if (MerkleTree.RootOf(Entry.Hash, LeafIndex, Root.Leaves, Path) != Root.MerkleRoot)
            return "The entry does not stand under this root.";
        if (Root.ComputeHash() != Root.Hash)
            return "The root is not what its hash says.";
        return Trail.NodeKey.Signed(NodeKey, Root.Statement(), Root.Signature) ? null : "The root was not signed by this key.";
    }

    private const string LeavesOf = """
        select hash
        from trail_entry
        where root_number = @Number
        order by leaf_index
        """;
}
