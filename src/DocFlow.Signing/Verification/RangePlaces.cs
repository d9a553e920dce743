using System.Buffers;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification;

/// <summary>Where the bytes of a file spell the name /ByteRange, plainly or with #xx escapes; each byte is looked at once.</summary>
internal static class RangePlaces
{
    private const int Most = 100_000;
    private const int Window = 1 << 16;
    private static readonly byte[] Mark = "/ByteRange"u8.ToArray();
    private static readonly int Longest = 3 * Mark.Length;

    /// <summary>The places in ascending order.</summary>
    public static List<long> Find(PdfSource source)
    {
        var found = new SortedSet<long>();
        var buffer = ArrayPool<byte>.Shared.Rent(Window);
        for (var start = 0L; start < source.Length && found.Count < Most; start += Window - Longest)
            Search(buffer.AsSpan(0, source.Read(start, buffer.AsSpan(0, Window))), start, found);
        ArrayPool<byte>.Shared.Return(buffer);
        return [.. found];
    }

    private static void Search(ReadOnlySpan<byte> window, long start, SortedSet<long> found)
    {
        for (var at = 0; window[at..].IndexOf(Mark) is >= 0 and var next; at += next + 1)
            found.Add(start + at + next);
        for (var at = 0; window[at..].IndexOf((byte)'#') is >= 0 and var next; at += next + 1)
        {
            var from = Math.Max(0, at + next - Longest);
            if (window[from..(at + next)].LastIndexOf((byte)'/') is >= 0 and var slash && IsMark(window[(from + slash)..]))
                found.Add(start + from + slash);
        }
    }

    private static bool IsMark(ReadOnlySpan<byte> name)
    {
        var at = 0;
        foreach (var wanted in Mark)
        {
            if (at >= name.Length)
                return false;
            var isEscaped = name[at] == '#' && at + 2 < name.Length;
            if ((isEscaped ? PdfLexer.HexDigit(name[at + 1]) << 4 | PdfLexer.HexDigit(name[at + 2]) : name[at]) != wanted)
                return false;
            at += isEscaped ? 3 : 1;
        }

        return true;
    }
}
