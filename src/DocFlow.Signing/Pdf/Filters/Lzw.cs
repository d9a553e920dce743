namespace DocFlow.Signing.Pdf.Filters;

/// <summary>LZWDecode (ISO 32000-2, 7.4.4).</summary>
internal sealed class Lzw(Stream packed, bool earlyChange)
{
    private const int Clear = 256;
    private const int EndOfData = 257;
    private readonly byte[]?[] table = new byte[4096][];
    private int count;
    private int held;
    private int bits;

    public static Stream Decode(Stream packed, bool earlyChange, long limit)
    {
        using var input = new BufferedStream(packed);
        var output = new Output(limit);
        new Lzw(input, earlyChange).Run(output);
        return output.Rewound();
    }

    private void Run(Output output)
    {
        Reset();
        byte[]? previous = null;
        for (var code = Code(); code is not (-1 or EndOfData); code = Code())
        {
            if (code == Clear)
            {
                Reset();
                previous = null;
                continue;
            }

            var entry = code < count ? table[code] : null;
            entry ??= previous is not null && code == count
                ? [.. previous, previous[0]]
                : throw PdfUnreadable.Damaged("An LZW stream is damaged.");
            output.Add(entry);
            if (previous is not null && count < table.Length)
                table[count++] = [.. previous, entry[0]];
            previous = entry;
        }
    }

    private void Reset()
    {
        Array.Clear(table);
        for (var i = 0; i < 256; i++)
            table[i] = [(byte)i];
        count = 258;
    }

    private int Code()
    {
        var reach = count + (earlyChange ? 1 : 0);
        var width = reach switch { < 512 => 9, < 1024 => 10, < 2048 => 11, _ => 12 };
        while (bits < width)
        {
            var next = packed.ReadByte();
            if (next < 0)
                return -1;
            held = (held << 8 | next) & 0xFFFFF;
            bits += 8;
        }

        bits -= width;
        return held >> bits & ((1 << width) - 1);
    }
}
