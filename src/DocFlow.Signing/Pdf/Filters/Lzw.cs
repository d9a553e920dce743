namespace DocFlow.Signing.Pdf.Filters;

/// <summary>LZWDecode (ISO 32000-2, 7.4.4).</summary>
internal sealed class Lzw(Stream packed, bool earlyChange)
{
    private const int Clear = 256;
    private const int EndOfData = 257;
    private readonly byte[]?[] _table = new byte[4096][];
    private int _count;
    private int _held;
    private int _bits;

    public static Stream Decode(Stream packed, bool earlyChange, long limit)
    {
        using var input = new BufferedStream(packed);
        using var output = new Output(limit);
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

            var entry = code < _count ? _table[code] : null;
            entry ??= previous is not null && code == _count
                ? [.. previous, previous[0]]
                : throw PdfUnreadable.Damaged("An LZW stream is damaged.");
            output.Add(entry);
            if (previous is not null && _count < _table.Length)
                _table[_count++] = [.. previous, entry[0]];
            previous = entry;
        }
    }

    private void Reset()
    {
        Array.Clear(_table);
        for (var i = 0; i < 256; i++)
            _table[i] = [(byte)i];
        _count = 258;
    }

    private int Code()
    {
        var reach = _count + (earlyChange ? 1 : 0);
        var width = reach switch { < 512 => 9, < 1024 => 10, < 2048 => 11, _ => 12 };
        while (_bits < width)
        {
            var next = packed.ReadByte();
            if (next < 0)
                return -1;
            _held = (_held << 8 | next) & 0xFFFFF;
            _bits += 8;
        }

        _bits -= width;
        return _held >> _bits & ((1 << width) - 1);
    }
}
