using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Pdf.Filters;

/// <summary>ASCIIHexDecode and ASCII85Decode (ISO 32000-2, 7.4.2 and 7.4.3).</summary>
internal static class AsciiFilters
{
    public static Stream Hex(Stream packed, long limit)
    {
        using var input = new BufferedStream(packed);
        using var output = new Output(limit);
        var pending = -1;
        for (var next = input.ReadByte(); next is not (-1 or '>'); next = input.ReadByte())
        {
            var digit = PdfLexer.HexDigit(next);
            if (digit < 0 && !PdfLexer.IsBlank(next))
                throw PdfUnreadable.Damaged("A hexadecimal stream holds something else.");
            if (digit >= 0 && pending >= 0)
                output.Add((byte)(pending << 4 | digit));
            if (digit >= 0)
                pending = pending >= 0 ? -1 : digit;
        }

        if (pending >= 0)
            output.Add((byte)(pending << 4));
        return output.Rewound();
    }

    public static Stream Base85(Stream packed, long limit)
    {
        using var input = new BufferedStream(packed);
        using var output = new Output(limit);
        var group = new List<int>(5);
        for (var next = input.ReadByte(); next is not (-1 or '~'); next = input.ReadByte())
        {
            if (next == 'z' && group.Count == 0)
                output.Add([0, 0, 0, 0]);
            else if (next is >= '!' and <= 'u')
                group.Add(next - '!');
            else if (!PdfLexer.IsBlank(next))
                throw PdfUnreadable.Damaged("A base-85 stream holds something else.");
            if (group.Count == 5)
                Flush(group, output);
        }

        if (group.Count > 1)
            Flush(group, output);
        return output.Rewound();
    }

    private static void Flush(List<int> group, Output output)
    {
        var bytes = group.Count - 1;
        while (group.Count < 5)
            group.Add(84);
        var value = group.Aggregate(0L, (sum, digit) => sum * 85 + digit);
        if (value > uint.MaxValue)
            throw PdfUnreadable.Damaged("A base-85 stream holds an impossible group.");
        for (var i = 0; i < bytes; i++)
            output.Add((byte)(value >> (24 - 8 * i)));
        group.Clear();
    }
}
