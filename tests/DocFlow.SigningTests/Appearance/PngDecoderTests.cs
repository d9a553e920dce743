using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DocFlow.Signing.Appearance;
using DocFlow.Signing.Composing;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Appearance;

public sealed class PngDecoderTests
{
    // two pixels in one row: opaque red, then transparent blue, as each colour type can say it
    [TestCase(6, 8, "00 FF0000FF 0000FF00", "")]
    [TestCase(2, 8, "00 FF0000 0000FF", "tRNS 0000000000FF")]
    [TestCase(3, 8, "00 00 01", "PLTE FF00000000FF tRNS FF00")]
    [TestCase(3, 1, "00 40", "PLTE FF00000000FF tRNS FF00")]
    [TestCase(6, 8, "00 FF0000FF 0000FF00", "iCCP 69636300 gAMA 0000B18F")]
    [TestCase(6, 16, "00 FF1200000000FFFF 00000000FF340000", "")]
    [TestCase(6, 8, "01 FF0000FF 0100FF01", "")]
    public void Every_kind_of_colour_reads_the_same(int color, int depth, string rows, string extra)
    {
        var png = Png((2, 1, depth, color), Hex(rows), extra);

        var picture = PngDecoder.Read(png).Answer;

        Assert.That(Convert.ToHexString(picture.Rgb), Is.EqualTo("FF00000000FF"));
        Assert.That(picture.Alpha, Is.EqualTo(new byte[] { 255, 0 }));
    }

    [Test]
    public void Gray_with_opacity_becomes_colour()
    {
        var png = Png((1, 1, 8, 4), Hex("00 80 40"), "");

        var picture = PngDecoder.Read(png).Answer;

        Assert.That(Convert.ToHexString(picture.Rgb) + Convert.ToHexString(picture.Alpha), Is.EqualTo("80808040"));
    }

    [TestCase(1, 1)]
    [TestCase(3, 5)]
    [TestCase(9, 7)]
    [TestCase(16, 17)]
    public void An_interlaced_picture_reads_like_the_plain_one(int width, int height)
    {
        var gray = Enumerable.Range(0, width * height).Select(i => (byte)(i * 37)).ToArray();
        var black = gray.Select(g => g > 128).ToArray();

        var eight = PngDecoder.Read(Png((width, height, 8, 0), Interlaced(width, height, at => gray[at], 8), "", interlaced: true)).Answer;
        var one = PngDecoder.Read(Png((width, height, 1, 0), Interlaced(width, height, at => black[at] ? 1 : 0, 1), "", interlaced: true))
            .Answer;

        Assert.That(eight.Rgb.Chunk(3).Select(p => p[0]), Is.EqualTo(gray));
        Assert.That(one.Rgb.Chunk(3).Select(p => p[0] == 255), Is.EqualTo(black));
    }

    [Test]
    public void A_picture_with_rows_missing_is_refused()
    {
        var outcome = PngDecoder.Read(Png((2, 9, 8, 6), Hex("00 FF0000FF 0000FF00"), ""));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("image.unusable"));
    }

    [Test]
    public void A_broken_picture_is_refused_and_never_crashes()
    {
        var png = SamplePictures.Signature(1);

        var outcomes = Enumerable.Range(0, 120)
            .Select(i => PngDecoder.Read([.. png[..i], (byte)(png[i] ^ 0x55), .. png[(i + 1)..]])).ToList();

        Assert.That(outcomes, Has.Some.Property("Refusal").Not.Null);
    }

    [Test]
    public void Transparent_margins_are_cut_off()
    {
        var signature = PngDecoder.Read(SamplePictures.Signature(2)).Answer;

        var trimmed = signature.Trimmed();

        Assert.That(trimmed.Width, Is.LessThan(signature.Width));
        Assert.That(trimmed.Alpha[..trimmed.Width], Has.Some.GreaterThan((byte)0));
        Assert.That(trimmed.PointsPerPixel, Is.EqualTo(0.24).Within(0.001));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The rows of the seven passes after the figure of the specification (8.2): the number says the pass of a pixel.</summary>
    private static byte[] Interlaced(int width, int height, Func<int, int> sample, int depth)
    {
        string[] figure = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];
        var rows = new List<byte>();
        for (var pass = '1'; pass <= '7'; pass++)
        {
            for (var y = 0; y < height; y++)
            {
                var bits = string.Concat(Enumerable.Range(0, width).Where(x => figure[y % 8][x % 8] == pass)
                    .Select(x => Convert.ToString(sample(y * width + x), 2).PadLeft(depth, '0')));
                var bytes = bits.Chunk(8).Select(b => Convert.ToByte(new string(b).PadRight(8, '0'), 2));
                rows.AddRange(bits.Length == 0 ? [] : bytes.Prepend<byte>(0));
            }
        }

        return [.. rows];
    }

    private static byte[] Png((int Width, int Height, int Depth, int Color) header, byte[] rows, string extra, bool interlaced = false)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]);
        var body = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(body, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), header.Height);
        (body[8], body[9], body[12]) = ((byte)header.Depth, (byte)header.Color, interlaced ? (byte)1 : (byte)0);
        Chunk(png, "IHDR", body);
        var parts = extra.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i += 2)
            Chunk(png, parts[i], Hex(parts[i + 1]));
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string kind, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        png.Write([.. length, .. Encoding.ASCII.GetBytes(kind), .. body, 0, 0, 0, 0]);
    }
}
