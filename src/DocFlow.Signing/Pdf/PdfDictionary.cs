using System.Collections;

namespace DocFlow.Signing.Pdf;

/// <summary>Names and their values, in the order of the file. A key whose value is null counts as absent (ISO 32000-2, 7.3.7).</summary>
public sealed record PdfDictionary : PdfObject, IEnumerable<KeyValuePair<string, PdfObject>>
{
    // up to so many entries a walk over them is faster than a table
    private const int Few = 16;
    private readonly KeyValuePair<string, PdfObject>[] _entries;
    private readonly Dictionary<string, int>? _index;

    /// <summary>The dictionary without entries.</summary>
    public static PdfDictionary Empty { get; } = new([]);

    /// <summary>A dictionary of these entries; of two with one key the later stays.</summary>
    public PdfDictionary(IEnumerable<KeyValuePair<string, PdfObject>> entries)
        : this([.. entries]) { }

    /// <summary>A dictionary over this array, which is its own from now on.</summary>
    internal PdfDictionary(KeyValuePair<string, PdfObject>[] entries)
    {
        _index = entries.Length > Few ? new Dictionary<string, int>(entries.Length, StringComparer.Ordinal) : null;
        var count = 0;
        foreach (var entry in entries)
        {
            if (Find(entry.Key, entries.AsSpan(0, count)) is >= 0 and var earlier)
            {
                entries[earlier] = entry;
                continue;
            }

            _index?.Add(entry.Key, count);
            entries[count++] = entry;
        }

        _entries = count == entries.Length ? entries : entries[..count];
    }

    /// <summary>The value as written (perhaps a reference), or null when absent.</summary>
    public PdfObject? this[string key] =>
        Find(key, _entries) is >= 0 and var at && _entries[at].Value is not PdfNull ? _entries[at].Value : null;

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    /// <summary>Whether the file gives a key twice, so that readers may disagree on its value.</summary>
    internal bool Repeats { get; init; }

    internal ReadOnlySpan<KeyValuePair<string, PdfObject>> Entries => _entries;

    /// <summary>The same dictionary with this value in place.</summary>
    public PdfDictionary With(string key, PdfObject value) => new([.. _entries, new(key, value)]);

    /// <summary>The same dictionary lacking these keys.</summary>
    public PdfDictionary Without(params string[] keys) =>
        new(Array.FindAll(_entries, entry => !keys.Contains(entry.Key))) { Repeats = Repeats };

    /// <inheritdoc/>
    public bool Equals(PdfDictionary? other) => ReferenceEquals(this, other)
        || (other is not null && Present == other.Present
            && Array.TrueForAll(_entries, entry => entry.Value is PdfNull || entry.Value.Equals(other[entry.Key])));

    /// <inheritdoc/>
    public override int GetHashCode() => Present;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PdfObject>> GetEnumerator() => _entries.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Present => _entries.Count(entry => entry.Value is not PdfNull);

    private int Find(string key, ReadOnlySpan<KeyValuePair<string, PdfObject>> among)
    {
        if (_index is not null)
            return _index.TryGetValue(key, out var at) ? at : -1;
        for (var i = 0; i < among.Length; i++)
        {
            if (among[i].Key == key)
                return i;
        }

        return -1;
    }
}
