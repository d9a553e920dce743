using System.Text;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Evidence;

/// <summary>The lines of roots, read one by one: of a long trail only the roots that entries stand under are held.</summary>
internal sealed class RootChain
{
    private const int LongestLine = 1_000;

    /// <summary>The roots that the slice names.</summary>
    public Dictionary<int, TrailRoot> Named { get; } = [];

    /// <summary>The last one.</summary>
    public TrailRoot? Last { get; private set; }

    /// <summary>Whether the root that was kept outside is among them.</summary>
    public bool HasKept { get; private set; }

    /// <summary>What is wrong with the chain; null when it holds.</summary>
    public Sentence? Fault { get; private set; }

    public static RootChain Read(TextReader lines, TrailSlice slice, string? kept, CancellationToken stop)
    {
        var chain = new RootChain();
        var named = slice.Signatures.Select(one => one.Number).ToHashSet();
        while (chain.Fault is null && NextLine(lines) is { } line)
        {
            stop.ThrowIfCancellationRequested();
            chain.Take(line, named, kept);
        }

        if (TrailSlice.Range(slice)?.First is { } first && !chain.Named.ContainsKey(first))
            chain.Fault ??= Broken(first);
        return chain;
    }

    private void Take(string line, HashSet<int> named, string? kept)
    {
        var root = TrailRoot.Read(line);
        if (root is null || (Last is { } before && (root.Number != before.Number + 1 || root.PreviousHash != before.Hash)))
        {
            Fault = Broken((Last?.Number ?? 0) + 1);
            return;
        }

        Last = root;
        HasKept |= root.Hash.Equals(kept, StringComparison.OrdinalIgnoreCase);
        if (named.Contains(root.Number))
            Named[root.Number] = root;
    }

    private static string? NextLine(TextReader lines)
    {
        var line = new StringBuilder();
        for (int letter; (letter = lines.Read()) >= 0;)
        {
            if (letter == '\n')
                return line.ToString();
            if (line.Length == LongestLine)
                return ""; // no root is so long
            line.Append((char)letter);
        }

        return line.Length > 0 ? "" : null; // the last line has its end, too
    }

    private static Sentence Broken(int number) => new(
        $"Chuỗi gốc bị đứt tại gốc {number}.", $"The chain of roots is broken at root {number}.");
}
