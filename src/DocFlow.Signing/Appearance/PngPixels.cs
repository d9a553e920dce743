using System.Buffers.Binary;

namespace DocFlow.Signing.Appearance;

/// <summary>Turns unfiltered rows into colours and opacity.</summary>
internal sealed class PngPixels(PngChunks chunks)
{
    public byte[] Rgb { get; } = new byte[chunks.Width * chunks.Height * 3];

    public byte[] Alpha { get; } = new byte[chunks.Width * chunks.Height];

    /// <summary>Row <paramref name="y"/> of a pass.</summary>
    public void Add(ReadOnlySpan<byte> row, PngPass pass, int y)
    {
        for (var (x, at) = (0, pass.First + y * pass.Down); x < pass.Columns; x++, at += pass.Across)
        {
            var rgb = Rgb.AsSpan(at * 3, 3);
            Alpha[at] = chunks.Color switch
            {
                3 => Indexed(Sample(row, x), rgb),
                0 => Gray(Sample(row, x), rgb),
                4 => Copied(row, x * 2, rgb, 1),
                _ => Copied(row, x * chunks.Channels, rgb, 3),
            };
        }
    }

    private byte Indexed(int index, Span<byte> rgb)
    {
        if (index * 3 + 3 > chunks.Palette.Length)
            throw new InvalidDataException("it uses colours it does not define");
        chunks.Palette.AsSpan(index * 3, 3).CopyTo(rgb);
        return index < chunks.Transparent.Length ? chunks.Transparent[index] : (byte)255;
    }

    private byte Gray(int sample, Span<byte> rgb)
    {
        rgb.Fill((byte)(chunks.Depth >= 8 ? sample >> (chunks.Depth - 8) : sample * 255 / ((1 << chunks.Depth) - 1)));
        return chunks.Transparent.Length == 2 && BinaryPrimitives.ReadUInt16BigEndian(chunks.Transparent) == sample ? (byte)0 : (byte)255;
    }

    /// <summary>Colours of whole bytes; of 16 bits the upper 8.</summary>
    private byte Copied(ReadOnlySpan<byte> row, int first, Span<byte> rgb, int colors)
    {
        var bytes = chunks.Depth / 8;
        for (var i = 0; i < 3; i++)
            rgb[i] = row[(first + Math.Min(i, colors - 1)) * bytes];
        if (chunks.Channels > colors)
            return row[(first + colors) * bytes];
        var whole = row.Slice(first * bytes, colors * bytes);
        return chunks.Transparent.Length == 6 && IsTransparent(whole, bytes) ? (byte)0 : (byte)255;
    }

    private bool IsTransparent(ReadOnlySpan<byte> pixel, int bytes)
    {
        for (var i = 0; i < 3; i++)
        {
            var value = bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(pixel[(2 * i)..]) : pixel[i];
            if (value != BinaryPrimitives.ReadUInt16BigEndian(chunks.Transparent.AsSpan(2 * i)))
                return false;
        }

        return true;
    }

    private int Sample(ReadOnlySpan<byte> row, int x)
    {
        if (chunks.Depth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * x)..]);
        var bit = x * chunks.Depth;
        return row[bit / 8] >> (8 - chunks.Depth - bit % 8) & ((1 << chunks.Depth) - 1);
    }
}
