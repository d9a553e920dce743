using System.Text;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>
/// Names and keywords already met: files repeat the same few hundred. A later name of the same slot displaces the earlier, so that no file
/// makes it grow.
/// </summary>
internal static class NameTable
{
    private const int Longest = 32;
    private static readonly PdfName?[] Slots = new PdfName?[2048];

    /// <summary>The name of these bytes, one char a byte.</summary>
    public static PdfName Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest)
            return new PdfName(Encoding.Latin1.GetString(bytes));

        var hash = 2166136261u;
        foreach (var one in bytes)
            hash = (hash ^ one) * 16777619u;
        ref var slot = ref Slots[(hash ^ hash >> 15) % (uint)Slots.Length];
        var known = slot;
        return known is not null && IsSame(known.Value, bytes) ? known : slot = new PdfName(Encoding.Latin1.GetString(bytes));
    }

    private static bool IsSame(string text, ReadOnlySpan<byte> bytes)
    {
        if (text.Length != bytes.Length)
            return false;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (text[i] != bytes[i])
                return false;
        }

        return true;
    }
}
