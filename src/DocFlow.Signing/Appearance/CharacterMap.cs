using System.Buffers.Binary;

namespace DocFlow.Signing.Appearance;

/// <summary>Reads which glyph draws which letter: cmap formats 4 and 12.</summary>
internal static class CharacterMap
{
    public static Dictionary<int, int> Read(ReadOnlySpan<byte> cmap)
    {
        var letters = new Dictionary<int, int>();
        for (var i = 0; i < UInt16(cmap, 2); i++)
        {
            var table = cmap[(int)BinaryPrimitives.ReadUInt32BigEndian(cmap[(4 + 8 * i + 4)..])..];
            var isUnicode = UInt16(cmap, 4 + 8 * i) is 0 or 3;
            if (isUnicode && UInt16(table, 0) == 4)
                Segments(table, letters);
            else if (isUnicode && UInt16(table, 0) == 12)
                Groups(table, letters);
        }

        return letters;
    }

    private static void Segments(ReadOnlySpan<byte> table, Dictionary<int, int> letters)
    {
        var count = UInt16(table, 6) / 2;
        var (ends, starts) = (14, 16 + 2 * count);
        for (var i = 0; i < count; i++)
        {
            var delta = UInt16(table, starts + 2 * count + 2 * i);
            var rangeAt = starts + 4 * count + 2 * i;
            var range = UInt16(table, rangeAt);
            for (int letter = UInt16(table, starts + 2 * i); letter <= UInt16(table, ends + 2 * i) && letter != 0xFFFF; letter++)
            {
                var glyph = range == 0 ? letter : UInt16(table, rangeAt + range + 2 * (letter - UInt16(table, starts + 2 * i)));
                if (glyph != 0 && (glyph + delta & 0xFFFF) != 0)
                    letters.TryAdd(letter, glyph + delta & 0xFFFF);
            }
        }
    }

    private static void Groups(ReadOnlySpan<byte> table, Dictionary<int, int> letters)
    {
        for (var i = 0; i < BinaryPrimitives.ReadUInt32BigEndian(table[12..]); i++)
        {
            var group = table[(16 + 12 * i)..];
            var (first, last) = (BinaryPrimitives.ReadInt32BigEndian(group), BinaryPrimitives.ReadInt32BigEndian(group[4..]));
            for (var letter = first; letter <= last; letter++)
                letters.TryAdd(letter, BinaryPrimitives.ReadInt32BigEndian(group[8..]) + letter - first);
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
