using System.Buffers.Binary;
using System.Text;
using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Composing;

/// <summary>A transparent sheet for one pen, saved as PNG.</summary>
internal sealed class PenCanvas(int width, int height, (byte R, byte G, byte B) ink)
{
    private readonly byte[] _alpha = new byte[width * height];

    /// <summary>A soft-edged dot.</summary>
    public void Dot(double x, double y, double radius)
    {
        for (var row = Math.Max(0, (int)(y - radius - 1)); row <= Math.Min(height - 1, (int)(y + radius + 1)); row++)
        {
            for (var column = Math.Max(0, (int)(x - radius - 1)); column <= Math.Min(width - 1, (int)(x + radius + 1)); column++)
            {
                var cover = Math.Clamp(radius + 0.5 - Math.Sqrt((column - x) * (column - x) + (row - y) * (row - y)), 0, 1);
                _alpha[row * width + column] = Math.Max(_alpha[row * width + column], (byte)(235 * cover));
            }
        }
    }

    public byte[] ToPng(double pixelsPerInch)
    {
        var rows = new byte[height * (1 + width * 4)];
        var at = 0;
        for (var i = 0; i < _alpha.Length; i++)
        {
            at += i % width == 0 ? 1 : 0;
            (rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) = (ink.R, ink.G, ink.B, _alpha[i]);
            at += 4;
        }

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(png, "IHDR", [.. BigEndian(width), .. BigEndian(height), 8, 6, 0, 0, 0]);
        var perMetre = BigEndian((int)Math.Round(pixelsPerInch / 0.0254));
        Chunk(png, "pHYs", [.. perMetre, .. perMetre, 1]);
        Chunk(png, "IDAT", Flate.Pack(rows));
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string kind, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. body];
        png.Write(BigEndian(body.Length));
        png.Write(named);
        png.Write(BigEndian((int)Crc32(named)));
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>PNG specification, annex D.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var part in bytes)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
