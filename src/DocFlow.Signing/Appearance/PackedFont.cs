using System.Collections.Concurrent;
using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Appearance;

/// <summary>
/// A font cut down to some letters and packed. The last few are kept: a day's letters bear the same date, and many numbers the same digits.
/// </summary>
internal sealed record PackedFont(int Length, byte[] Packed)
{
    private const int Most = 64;
    private static readonly ConcurrentDictionary<(string Font, string Glyphs), PackedFont> Kept = [];

    public static PackedFont Of(TrueTypeFont font, IReadOnlyCollection<int> glyphs)
    {
        var key = (font.Name, string.Join(' ', glyphs));
        if (Kept.TryGetValue(key, out var kept))
            return kept;
        if (Kept.Count >= Most)
            Kept.Clear();
        return Kept[key] = Pack(FontSubset.Write(font, glyphs));
    }

    private static PackedFont Pack(byte[] file) => new(file.Length, Flate.Pack(file));
}
