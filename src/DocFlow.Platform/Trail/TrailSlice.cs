using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>
/// What the trail says of a few subjects, each entry with its way to a signed root. The roots themselves stand in lines of their own, each
/// its <see cref="TrailRoot.Statement"/>: the SHA-256 of a line is what the next one names as the one before it.
/// </summary>
public sealed record TrailSlice
{
    /// <summary>What people looked at is nobody's business outside: such entries are there by their hash only.</summary>
    private const string Withheld = "viewed";

    /// <summary>What an entry says.</summary>
    public sealed record Words(
        string Act, string Actor, string ActorName, string Details, DateTimeOffset At, string PreviousHash);

    /// <summary>An entry; its words are withheld where they are null.</summary>
    public sealed record Entry(Guid Subject, int Sequence, string Hash, Words? Says)
    {
        /// <summary>The root it stands under; null where it was not sealed yet.</summary>
        public int? Root { get; init; }

        /// <summary>Its place there.</summary>
        public int? Leaf { get; init; }

        /// <summary>What to combine it with, from the leaf upwards.</summary>
        public IReadOnlyList<string> Path { get; init; } = [];
    }

    /// <summary>A root's signature.</summary>
    public sealed record Signed(int Number, string Signature);

    /// <summary>The version of this form.</summary>
    public int DocFlowTrail { get; init; } = 1;

    /// <summary>The entries, subject by subject, oldest first.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>The signatures of the roots that entries stand under, and of the latest.</summary>
    public required IReadOnlyList<Signed> Signatures { get; init; }

    /// <summary>The number of the first root that is needed, and of the latest; null where nothing was sealed yet.</summary>
    public static (int First, int Last)? Range(TrailSlice slice) => slice.Signatures.Count == 0
        ? null
        : (slice.Signatures.Min(one => one.Number), slice.Signatures.Max(one => one.Number));

    /// <summary>Reads it, in one look.</summary>
    public static async Task<TrailSlice> Of(ReadSession session, IEnumerable<Guid> subjects, NodeKey key)
    {
        var entries = new List<Entry>();
        var signatures = new SortedDictionary<int, string>();
        foreach (var subject in subjects.Distinct().Order())
        {
            var proofs = (await TrailProof.Of(session, subject, key)).ToDictionary(proof => proof.Entry.Sequence);
            foreach (var row in await TrailRow.Of(session, subject))
            {
                var proof = proofs.GetValueOrDefault(row.Sequence);
                entries.Add(Of(row, proof));
                if (proof is not null)
                    signatures[proof.Root.Number] = proof.Root.Signature;
            }
        }

        if (await TrailRoot.Latest(session) is { } latest)
            signatures[latest.Number] = latest.Signature;
        return new TrailSlice
        {
            Entries = entries,
            Signatures = [.. signatures.Select(pair => new Signed(pair.Key, pair.Value))],
        };
    }

    /// <summary>What an entry's hash must be, where its words are there.</summary>
    public static string? HashOf(Entry entry) => entry.Says is not { } said ? null : TrailEntry.HashOf(new TrailEntry.Content(
        entry.Subject, entry.Sequence, said.Act, said.Actor, said.ActorName, said.Details, said.At, said.PreviousHash));

    private static Entry Of(TrailRow row, TrailProof? proof) => new(row.SubjectId, row.Sequence, row.Hash, WordsOf(row))
    {
        Root = proof?.Root.Number,
        Leaf = proof?.LeafIndex,
        Path = proof?.Path ?? [],
    };

    private static Words? WordsOf(TrailRow row) => row.Act == Withheld
        ? null
        : new Words(row.Act, row.Actor, row.ActorName, row.Details, row.At.ToUniversalTime(), row.PreviousHash);
}
