using System.Buffers.Binary;

namespace DocFlow.Signing.Appearance;

/// <summary>What a PDF must know of a JPEG to show it as it is (ISO/IEC 10918-1, annex B; JFIF 1.02).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsGray">Whether it is grey; in colours otherwise.</param>
/// <param name="PointsPerPixel">Its real size as the file states it, or null.</param>
internal sealed record JpegHeader(int Width, int Height, bool IsGray, double? PointsPerPixel)
{
    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <summary>Reads the segments before the picture; throws <see cref="InvalidDataException"/> with what is wrong.</summary>
    public static JpegHeader Read(ReadOnlySpan<byte> file)
    {
        double? points = null;
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var (kind, length) = (file[at + 1], BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]));
            if (kind == 0xFF)
            {
                at++;
                continue;
            }

            if (length < 2 || at + 2 + length > file.Length)
                break;
            var body = file.Slice(at + 4, length - 2);
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return file[at..].LastIndexOf<byte>([0xFF, 0xD9]) > 0
                    ? Frame(kind, body, points)
                    : throw new InvalidDataException("it ends too early");
            if (kind == 0xE0)
                points = Density(body) ?? points;
            if (kind == 0xE1 && Turned(body))
                throw new InvalidDataException("it is stored lying on its side; save it upright");
            at += 2 + length;
        }

        throw new InvalidDataException("it holds no picture");
    }

    // baseline, extended and progressive are what DCTDecode takes (ISO 32000-2, 7.4.8); printing colours look different in each viewer
    private static JpegHeader Frame(byte kind, ReadOnlySpan<byte> body, double? points)
    {
        if (kind > 0xC2 || body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3))
            throw new InvalidDataException("it is a JPEG of a kind that PDF cannot show");
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        return width > 0 && height > 0
            ? new JpegHeader(width, height, body[5] == 1, points)
            : throw new InvalidDataException("its header is impossible");
    }

    /// <summary>JFIF: unit 1 is the inch, 2 the centimetre.</summary>
    private static double? Density(ReadOnlySpan<byte> body) =>
        body.Length >= 12 && body.StartsWith("JFIF\0"u8) && BinaryPrimitives.ReadUInt16BigEndian(body[8..]) is > 0 and var dots
            ? body[7] switch { 1 => 72.0 / dots, 2 => 72 / 2.54 / dots, _ => null }
            : null;

    /// <summary>Exif: whether the orientation (tag 0x0112 of the first directory) is another than upright.</summary>
    private static bool Turned(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16 || !body.StartsWith("Exif\0\0"u8))
            return false;
        var tiff = body[6..];
        var isLittle = tiff[0] == 'I';
        var directory = (int)Math.Min(UInt32(tiff[4..], isLittle), (uint)tiff.Length - 2);
        var entries = UInt16(tiff[directory..], isLittle);
        for (var at = directory + 2; entries > 0 && at + 12 <= tiff.Length; at += 12, entries--)
        {
            if (UInt16(tiff[at..], isLittle) == 0x0112)
                return UInt16(tiff[(at + 8)..], isLittle) is > 1 and <= 8;
        }

        return false;
    }

    private static int UInt16(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint UInt32(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
