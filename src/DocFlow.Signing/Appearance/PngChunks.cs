using System.Buffers.Binary;

namespace DocFlow.Signing.Appearance;

/// <summary>The chunks that matter, gathered.</summary>
internal sealed record PngChunks(int Width, int Height, int Depth, int Color, bool Interlaced)
{
    public byte[] Palette { get; private set; } = [];

    public byte[] Transparent { get; private set; } = [];

    public byte[] Data { get; private set; } = [];

    public double? PointsPerPixel { get; private set; }

    public int Channels => Color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static PngChunks Read(byte[] png)
    {
        PngChunks? found = null;
        using var data = new MemoryStream();
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || length > png.Length - at - 12)
                throw new InvalidDataException("it ends too early");
            var body = png.AsSpan(at + 8, length);
            var kind = png.AsSpan(at + 4, 4);
            if (kind.SequenceEqual("IHDR"u8))
                found = Header(body);
            else if (kind.SequenceEqual("IDAT"u8))
                data.Write(body);
            else
                found?.Note(kind, body);
            at += 12 + length;
        }

        if (found is null || data.Length == 0)
            throw new InvalidDataException("it holds no picture");
        found.Data = data.ToArray();
        return found;
    }

    private static PngChunks Header(ReadOnlySpan<byte> body)
    {
        if (body.Length != 13)
            throw new InvalidDataException("its header is damaged");
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
        var header = new PngChunks(width, height, body[8], body[9], body[12] != 0);
        var known = header.Color is 0 or 2 or 3 or 4 or 6 && header.Depth is 1 or 2 or 4 or 8 or 16
            && (header.Depth >= 8 || header.Color is 0 or 3);
        return known && width is > 0 and <= 20_000 && height is > 0 and <= 20_000
            ? header
            : throw new InvalidDataException("its header is impossible");
    }

    private void Note(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> body)
    {
        if (kind.SequenceEqual("PLTE"u8))
            Palette = body.ToArray();
        else if (kind.SequenceEqual("tRNS"u8))
            Transparent = body.ToArray();
        else if (kind.SequenceEqual("pHYs"u8) && body.Length == 9 && body[8] == 1)
            PointsPerPixel = BinaryPrimitives.ReadUInt32BigEndian(body) is > 0 and var perMetre ? 72 / (perMetre * 0.0254) : null;
    }
}
