using System.Collections;

namespace DocFlow.Signing.Pdf;

/// <summary>Names and their values, in the order of the file. A key whose value is null counts as absent (ISO 32000-2, 7.3.7).</summary>
public sealed record PdfDictionary : PdfObject, IEnumerable<KeyValuePair<string, PdfObject>>
{
    private readonly OrderedDictionary<string, PdfObject> _entries = new(StringComparer.Ordinal);

    /// <summary>The dictionary without entries.</summary>
    public static PdfDictionary Empty { get; } = new([]);

    /// <summary>A dictionary of these entries; of two with one key the later stays.</summary>
    public PdfDictionary(IEnumerable<KeyValuePair<string, PdfObject>> entries)
    {
        foreach (var (key, value) in entries)
            _entries[key] = value;
    }

    /// <summary>The value as written (perhaps a reference), or null when absent.</summary>
    public PdfObject? this[string key] => _entries.TryGetValue(key, out var value) && value is not PdfNull ? value : null;

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>The same dictionary with this value in place.</summary>
    public PdfDictionary With(string key, PdfObject value) => new(_entries.Append(new(key, value)));

    /// <summary>The same dictionary lacking these keys.</summary>
    public PdfDictionary Without(params string[] keys) => new(_entries.Where(e => !keys.Contains(e.Key)));

    /// <inheritdoc/>
    public bool Equals(PdfDictionary? other) =>
        other is not null && Present.Count() == other.Present.Count() && Present.All(e => e.Value.Equals(other[e.Key]));

    /// <inheritdoc/>
    public override int GetHashCode() => Present.Count();

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PdfObject>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<KeyValuePair<string, PdfObject>> Present => _entries.Where(e => e.Value is not PdfNull);
}
