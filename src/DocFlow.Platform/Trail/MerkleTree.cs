using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace DocFlow.Platform.Trail;

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1 over SHA-256 hashes in lower-case hex: leaves are hashed with 0x00 before them, nodes with 0x01.
/// </summary>
public static class MerkleTree
{
    /// <summary>The root over all leaves.</summary>
    public static string Root(IReadOnlyList<string> leaves) => Hex(Root(Leaves(leaves)));

    /// <summary>What to combine a leaf with, from the leaf upwards, to get to the root (RFC 6962 section 2.1.1).</summary>
    public static IReadOnlyList<string> Path(IReadOnlyList<string> leaves, int index)
    {
        var path = new List<byte[]>();
        Climb(Leaves(leaves), index, path);
        return [.. path.Select(Hex)];
    }

    /// <summary>
    /// The root that a leaf at this place leads to with its path, in a tree of so many leaves (RFC 9162 section 2.1.3.2); null when they do
    /// not fit.
    /// </summary>
    public static string? RootOf(string leaf, int index, int count, IReadOnlyList<string> path)
    {
        if (index < 0 || index >= count)
            return null;
        var (place, last, hash) = (index, count - 1, Leaf(leaf));
        foreach (var sibling in path.Select(Bytes))
        {
            if (last == 0)
                return null;
            var isRight = (place & 1) == 1 || place == last;
            hash = isRight ? Node(sibling, hash) : Node(hash, sibling);
            while (isRight && (place & 1) == 0 && place != 0)
                (place, last) = (place >> 1, last >> 1);
            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 ? Hex(hash) : null;
    }

    private static byte[][] Leaves(IReadOnlyList<string> leaves) => [.. leaves.Select(Leaf)];

    private static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];
        var left = LeftOf(leaves.Length);
        return Node(Root(leaves[..left]), Root(leaves[left..]));
    }

    private static void Climb(ReadOnlySpan<byte[]> leaves, int index, List<byte[]> path)
    {
        if (leaves.Length == 1)
            return;
        var left = LeftOf(leaves.Length);
        if (index < left)
        {
            Climb(leaves[..left], index, path);
            path.Add(Root(leaves[left..]));
        }
        else
        {
            Climb(leaves[left..], index - left, path);
            path.Add(Root(leaves[..left]));
        }
    }

    // the largest power of two below the count
    private static int LeftOf(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));

    // a text that is no hash is a leaf of its own bytes: it leads to no root that was ever sealed
    private static byte[] Leaf(string hash) => SHA256.HashData([0, .. Bytes(hash)]);

    private static byte[] Bytes(string hash)
    {
        var bytes = new byte[32];
        return Convert.FromHexString(hash, bytes, out _, out var size) == OperationStatus.Done && size == 32
            ? bytes
            : Encoding.UTF8.GetBytes(hash);
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
