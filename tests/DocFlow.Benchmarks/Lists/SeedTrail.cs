using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Benchmarks.Lists;

/// <summary>Two entries of each document and five of each issued one, chained, sealed and signed by the platform's own code.</summary>
public static class SeedTrail
{
    private const int UnderOneRoot = 500;
    private const string Entries =
        "id, subject_id, sequence, act, actor, actor_name, details, at, previous_hash, hash, root_number, leaf_index";

    private const string Roots = "number, previous_hash, merkle_root, leaves, sealed_at, hash, signature";

    private static readonly string[] Acts = ["registered", "case-opened", "review", "approve", "sign", "number-reserved", "issued"];

    public static async Task Fill(Bulk bulk, SeededYear year, KeyFolder keys, TrailRoot? before)
    {
        using var key = new NodeKey(keys);
        var roots = new List<TrailRoot>();
        await bulk.Fill("trail_entry", Entries, year.All.SelectMany(document => Of(year, document)).Chunk(UnderOneRoot).SelectMany(leaves =>
        {
            var root = TrailRoot.Over([.. leaves.Select(leaf => leaf.Entry.Hash)], roots is [.., var last] ? last : before, year.Now, key);
            roots.Add(root);
            return leaves.Select((leaf, place) => Row(year, leaf, root.Number, place));
        }));
        await bulk.Fill("trail_root", Roots, roots.Select(root => new object?[]
        {
            root.Number, root.PreviousHash, root.MerkleRoot, root.Leaves, root.SealedAt, root.Hash, root.Signature,
        }));
    }

    private static IEnumerable<(int Document, TrailRow Entry)> Of(SeededYear year, int document)
    {
        var before = "";
        for (var sequence = 1; sequence <= (year.IsIssued(document) ? Acts.Length : 2); sequence++)
        {
            var entry = new TrailRow
            {
                SubjectId = year.Id("document", document),
                Sequence = sequence,
                Act = Acts[sequence - 1],
                Actor = year.Clerk.ToString(),
                ActorName = "Nguyễn Thị Lan",
                Details = $$"""{"year":{{year.Year}},"arrivalNumber":{{document}},"code":"{{document}}/UBND-VP"}""",
                At = year.At(document, sequence),
                PreviousHash = before,
                Hash = "",
            };
            before = entry.ComputeHash();
            yield return (document, entry with { Hash = before });
        }
    }

    private static object?[] Row(SeededYear year, (int Document, TrailRow Entry) leaf, int root, int place)
    {
        var entry = leaf.Entry;
        return
        [
            year.Id("trail", leaf.Document, entry.Sequence), entry.SubjectId, entry.Sequence, entry.Act, entry.Actor, entry.ActorName,
            entry.Details, entry.At, entry.PreviousHash, entry.Hash, root, place,
        ];
    }
}
