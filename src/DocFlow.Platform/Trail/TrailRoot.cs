using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>A signed root over some entries of the trail and over all roots before it: to be given away.</summary>
public sealed record TrailRoot
{
    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>The hash of the root before it; empty for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>The root of the Merkle tree over the entries' hashes.</summary>
    public required string MerkleRoot { get; init; }

    /// <summary>How many entries it covers.</summary>
    public required int Leaves { get; init; }

    /// <summary>When it was sealed.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>SHA-256 of <see cref="Statement"/>: what to keep outside and to give to <c>trail verify --root</c>.</summary>
    public required string Hash { get; init; }

    /// <summary>The node key's signature over <see cref="Statement"/>.</summary>
    public required string Signature { get; init; }

    /// <summary>The latest root, or null before the first.</summary>
    public static Task<TrailRoot?> Latest(ReadSession session) => session.Find<TrailRoot>(Last);

    /// <summary>All roots, oldest first.</summary>
    internal static Task<IReadOnlyList<TrailRoot>> All(ReadSession session) => session.List<TrailRoot>(Every);

    /// <summary>Up to a page of roots from this number on, oldest first.</summary>
    public static Task<IReadOnlyList<TrailRoot>> From(ReadSession session, int number, int page) =>
        session.List<TrailRoot>(FromNumber, new { Number = number, Offset = 0, Limit = page });

    /// <summary>One root that an entry names.</summary>
    internal static Task<TrailRoot> Get(ReadSession session, int number) => session.One<TrailRoot>(ByNumber, new { Number = number });

    /// <summary>
    /// The bytes that are hashed and signed: a JSON array of number, previous hash, Merkle root, leaves and UTC milliseconds.
    /// </summary>
    public byte[] Statement() => JsonSerializer.SerializeToUtf8Bytes(new object[]
    {
        Number, PreviousHash, MerkleRoot, Leaves, SealedAt.ToUnixTimeMilliseconds(),
    });

    /// <summary>The root whose statement this is, without its signature; null where it is none.</summary>
    public static TrailRoot? Read(string statement)
    {
        TrailRoot root;
        try
        {
            using var json = JsonDocument.Parse(statement);
            var said = json.RootElement;
            root = new TrailRoot
            {
                Number = said[0].GetInt32(),
                PreviousHash = said[1].GetString()!,
                MerkleRoot = said[2].GetString()!,
                Leaves = said[3].GetInt32(),
                SealedAt = DateTimeOffset.FromUnixTimeMilliseconds(said[4].GetInt64()),
                Hash = "",
                Signature = "",
            };
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or ArgumentException)
        {
            return null;
        }

        // of one form only, so that each line has one meaning
        return Encoding.UTF8.GetString(root.Statement()) == statement ? root with { Hash = root.ComputeHash() } : null;
    }

    internal string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(Statement()));

    /// <summary>A root over entries' hashes that follows the one before it, signed.</summary>
    internal static TrailRoot Over(IReadOnlyList<string> leaves, TrailRoot? before, DateTimeOffset now, NodeKey key)
    {
        var root = new TrailRoot
        {
            Number = (before?.Number ?? 0) + 1,
            PreviousHash = before?.Hash ?? "",
            MerkleRoot = MerkleTree.Root(leaves),
            Leaves = leaves.Count,
            SealedAt = now,
            Hash = "",
            Signature = "",
        };
        return root with { Hash = root.ComputeHash(), Signature = key.Sign(root.Statement()) };
    }

    internal Task Keep(Session session) => session.Execute(Add, this);

    private const string Columns = "number, previous_hash, merkle_root, leaves, sealed_at, hash, signature";

    private const string Last = $"""
        select {Columns}
        from trail_root
        where number = (select max(number) from trail_root)
        """;

    private const string Every = $"""
        select {Columns}
        from trail_root
        order by number
        """;

    private const string FromNumber = $$"""
        select {{Columns}}
        from trail_root
        where number >= @Number
        order by number
        {page}
        """;

    private const string ByNumber = $"""
        select {Columns}
        from trail_root
        where number = @Number
        """;

    private const string Add = $"""
        insert into trail_root ({Columns})
        values (@Number, @PreviousHash, @MerkleRoot, @Leaves, @SealedAt, @Hash, @Signature)
        """;
}
