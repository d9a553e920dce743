using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Signatures;

/// <summary>The bytes a signature covers: all of the new version but the room of the signature itself (ISO 32000-2, 12.8.1).</summary>
internal static class ByteRange
{
    public const string RangeHole = "ByteRange";
    public const string ContentsHole = "Contents";
    private const int RangeWidth = 64;

    public static PdfObject Range { get; } = new PdfHole(RangeHole, RangeWidth);

    /// <summary>Room for a CMS of so many bytes in hexadecimal between angle brackets.</summary>
    public static PdfObject Contents(int bytes) => new PdfHole(ContentsHole, 2 * bytes + 2);

    /// <summary>Writes the range and an empty signature into their rooms.</summary>
    public static void Settle(PdfAppendix appendix, int contentsWidth)
    {
        var contents = appendix.Holes[ContentsHole];
        var room = appendix.Bytes.AsSpan(contents, contentsWidth);
        room.Fill((byte)'0');
        (room[0], room[^1]) = ((byte)'<', (byte)'>');

        var (from, to) = (appendix.Start + contents, appendix.Start + contents + contentsWidth);
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {from} {to} {appendix.Start + appendix.Bytes.Length - to}]");
        Encoding.ASCII.GetBytes(range, appendix.Bytes.AsSpan(appendix.Holes[RangeHole], RangeWidth));
    }

    /// <summary>The digest over the old file and the update, without the room.</summary>
    public static byte[] Digest(PdfDocument old, ReadOnlySpan<byte> update, Range room, HashAlgorithmName hash)
    {
        using var digest = IncrementalHash.CreateHash(hash);
        PdfAppendix.Pieces(old, digest.AppendData);
        digest.AppendData(update[..room.Start]);
        digest.AppendData(update[room.End..]);
        return digest.GetHashAndReset();
    }
}
