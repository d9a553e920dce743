using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Signing.Pdf;

/// <summary>Object numbers and where they lie, eight bytes each, in pages: a million objects take eight megabytes.</summary>
internal sealed class PdfLocations : IReadOnlyDictionary<int, PdfLocation>
{
    private const int PageBits = 6;
    private const int PageSize = 1 << PageBits;
    private const long FarthestOffset = (1L << 45) - 1;
    private readonly HashSet<int> _owned = [];
    private long[]?[] _pages = [];

    public int Count => _pages.Sum(page => page?.Count(packed => packed != 0) ?? 0);

    /// <summary>What it weighs in entries, empty ones in used pages included.</summary>
    public int Weight { get; private set; }

    /// <summary>The number above all that are used.</summary>
    public int Next
    {
        get
        {
            for (var number = (_pages.Length << PageBits) - 1; number >= 0; number--)
            {
                if (Packed(number) != 0)
                    return number + 1;
            }

            return 0;
        }
    }

    public PdfLocation this[int key] => TryGetValue(key, out var place) ? place : throw new KeyNotFoundException($"{key}");

    public IEnumerable<int> Keys => this.Select(entry => entry.Key);

    public IEnumerable<PdfLocation> Values => this.Select(entry => entry.Value);

    /// <summary>All of these, of a number that several know the place the last says.</summary>
    public static PdfLocations Merged(IReadOnlyList<PdfLocations> oldestFirst)
    {
        var merged = new PdfLocations();
        foreach (var part in oldestFirst)
            merged.Lay(part, (_, now) => now);
        return oldestFirst.Count == 1 ? oldestFirst[0] : merged;
    }

    /// <summary>These, and those of a hybrid's hidden stream where these know nothing or call the number free (7.5.8.4).</summary>
    public PdfLocations Over(PdfLocations hidden)
    {
        var merged = new PdfLocations();
        merged.Lay(hidden, (_, now) => now);
        merged.Lay(this, (below, now) => below != 0 && Unpacked(now).Place == PdfPlace.Free ? below : now);
        return merged;
    }

    public void Set(int number, PdfLocation place)
    {
        var page = number >> PageBits;
        if (page >= _pages.Length)
            Array.Resize(ref _pages, Math.Max(page + 1, Math.Min(_pages.Length * 2, PdfLimits.ObjectNumber >> PageBits)));
        (_pages[page] ??= NewPage())[number & (PageSize - 1)] = Packed(place);
    }

    public bool ContainsKey(int key) => Packed(key) != 0;

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out PdfLocation value)
    {
        var packed = Packed(key);
        value = Unpacked(packed);
        return packed != 0;
    }

    public IEnumerator<KeyValuePair<int, PdfLocation>> GetEnumerator()
    {
        for (var number = 0; number < _pages.Length << PageBits; number++)
        {
            if (_pages[number >> PageBits] is null)
                number |= PageSize - 1;
            else if (Packed(number) is not 0 and var packed)
                yield return KeyValuePair.Create(number, Unpacked(packed));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // place plus one, 16 bits of generation or index, 45 bits of offset
    private static long Packed(PdfLocation place) =>
        (long)(place.Place + 1) | ((long)Math.Min(place.Detail, PdfLocation.AnyIndex) << 2)
        | (Math.Clamp(place.Offset, 0, FarthestOffset) << 18);

    private static PdfLocation Unpacked(long packed) =>
        packed == 0 ? default : new PdfLocation((PdfPlace)((packed & 3) - 1), packed >> 18, (int)(packed >> 2 & 0xFFFF));

    private long Packed(int number) =>
        number >= 0 && number >> PageBits < _pages.Length && _pages[number >> PageBits] is { } page ? page[number & (PageSize - 1)] : 0;

    private long[] NewPage()
    {
        Weight += PageSize;
        return new long[PageSize];
    }

    private void Lay(PdfLocations other, Func<long, long, long> choose)
    {
        if (other._pages.Length > _pages.Length)
            Array.Resize(ref _pages, other._pages.Length);
        for (var page = 0; page < other._pages.Length; page++)
        {
            if (other._pages[page] is not { } from)
                continue;
            if (_pages[page] is not { } to)
            {
                // most pages are of one version only, and shared with it
                _pages[page] = from;
                continue;
            }

            if (_owned.Add(page))
                _pages[page] = to = [.. to];
            for (var i = 0; i < PageSize; i++)
                to[i] = from[i] == 0 ? to[i] : choose(to[i], from[i]);
        }
    }
}
