using System.Text;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>
/// The directory as one long text, a line an agency: key, old key and folded name between tabs. Looking through the lines of a whole
/// country takes milliseconds on every engine (ADR 0037).
/// </summary>
internal sealed class DirectoryIndex
{
    private sealed record LineRow
    {
        public required string CodeKey { get; init; }

        public string? OldKey { get; init; }

        public required string FoldedName { get; init; }

        public required bool Active { get; init; }
    }

    private readonly string _text;
    private readonly int[] _starts;
    private readonly bool[] _active;

    private DirectoryIndex(string text, int[] starts, bool[] active) => (_text, _starts, _active) = (text, starts, active);

    /// <summary>Reads it, in the order of the names.</summary>
    public static async Task<DirectoryIndex> Read(ReadSession session)
    {
        var rows = await session.List<LineRow>(Lines);
        var text = new StringBuilder(rows.Count * 64);
        var starts = new int[rows.Count + 1];
        var active = new bool[rows.Count];
        foreach (var (line, row) in rows.OrderBy(row => row.FoldedName, StringComparer.Ordinal).ThenBy(row => row.CodeKey).Index())
        {
            (starts[line], active[line]) = (text.Length, row.Active);
            text.Append(row.CodeKey).Append('\t').Append(row.OldKey).Append('\t').Append(row.FoldedName).Append('\n');
        }

        starts[^1] = text.Length;
        return new DirectoryIndex(text.ToString(), starts, active);
    }

    /// <summary>
    /// The keys of those in whose line all words stand: first who bears it as a code, then codes that begin with it, names that begin
    /// with it, and the others by name.
    /// </summary>
    public (IReadOnlyList<string> Keys, int Total) Search(string sought, bool activeOnly, int offset, int limit)
    {
        var whole = Folded.Of(sought);
        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries).OrderByDescending(word => word.Length).ToArray();
        var ranks = new List<int>[] { [], [], [], [] };
        foreach (var line in words.Length == 0 ? Enumerable.Range(0, _active.Length) : Having(words))
        {
            if (_active[line] || !activeOnly)
                ranks[RankOf(line, whole)].Add(line);
        }

        return ([.. ranks.SelectMany(rank => rank).Skip(offset).Take(limit).Select(KeyOf)], ranks.Sum(rank => rank.Count));
    }

    // the longest word is the rarest: the others are looked for in its lines only
    private IEnumerable<int> Having(string[] words)
    {
        var line = 0;
        for (var at = Next(words[0], 0); at >= 0; at = Next(words[0], _starts[line]))
        {
            while (_starts[line + 1] <= at)
                line++;
            var found = line++;
            if (words.All(word => Line(found).Contains(word, StringComparison.Ordinal)))
                yield return found;
        }
    }

    private int Next(string word, int from)
    {
        var place = _text.AsSpan(from).IndexOf(word, StringComparison.Ordinal);
        return place < 0 ? -1 : from + place;
    }

    private int RankOf(int line, string whole)
    {
        if (whole.Length == 0)
            return 3;
        var text = Line(line);
        var code = text[..text.IndexOf('\t')];
        var rest = text[(code.Length + 1)..];
        var old = rest[..rest.IndexOf('\t')];
        if (code.SequenceEqual(whole) || old.SequenceEqual(whole))
            return 0;
        if (code.StartsWith(whole, StringComparison.Ordinal))
            return 1;
        return rest[(old.Length + 1)..].StartsWith(whole, StringComparison.Ordinal) ? 2 : 3;
    }

    private ReadOnlySpan<char> Line(int line) => _text.AsSpan(_starts[line], _starts[line + 1] - _starts[line]);

    private string KeyOf(int line)
    {
        var text = Line(line);
        return text[..text.IndexOf('\t')].ToString();
    }

    private const string Lines = """
        select code_key, old_key, folded_name, active
        from identity_directory
        """;
}
