using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace DocFlow.Signing.Appearance;

/// <summary>A font file that keeps only the outlines in use; glyphs keep their numbers, so that CIDs are glyph numbers.</summary>
internal static class FontSubset
{
    private const int MoreComponents = 0x20;
    private static readonly string[] Copied = ["cvt ", "fpgm", "hhea", "maxp", "prep"];

    public static byte[] Write(TrueTypeFont font, IEnumerable<int> used)
    {
        var glyphs = WithParts(font, used);
        using var outlines = new MemoryStream();
        var (places, widths) = (new byte[4 * (font.Glyphs + 1)], font.Table("hmtx").ToArray());
        for (var glyph = 0; glyph <= font.Glyphs; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * glyph), (uint)outlines.Length);
            if (!glyphs.Contains(glyph))
                continue;
            outlines.Write(font.Outline(glyph));
            outlines.Write(new byte[(4 - outlines.Length % 4) % 4]);
        }

        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(), ["head"] = head, ["hmtx"] = widths, ["loca"] = places,
        };
        foreach (var name in Copied)
            tables[name] = font.Table(name).ToArray();
        return File(tables);
    }

    private static HashSet<int> WithParts(TrueTypeFont font, IEnumerable<int> used)
    {
        var glyphs = new HashSet<int>();
        var open = new Stack<int>(used.Prepend(0));
        while (open.TryPop(out var glyph))
        {
            if (!glyphs.Add(glyph))
                continue;
            foreach (var part in Parts(font.Outline(glyph)))
                open.Push(part);
        }

        return glyphs;
    }

    /// <summary>The glyphs an accented letter is put together from (glyf table, composite description).</summary>
    private static List<int> Parts(ReadOnlySpan<byte> outline)
    {
        var parts = new List<int>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return parts;

        var flags = MoreComponents;
        for (var at = 10; (flags & MoreComponents) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            var scale = (flags & 0x8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
            at += 4 + ((flags & 1) != 0 ? 4 : 2) + scale;
        }

        return parts;
    }

    private static byte[] File(SortedDictionary<string, byte[]> tables)
    {
        var file = new MemoryStream();
        Span<byte> word = stackalloc byte[16];
        var power = BitOperations.Log2((uint)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(word, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(word[4..], (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(word[6..], (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(word[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(word[10..], (ushort)(16 * tables.Count - (16 << power)));
        file.Write(word[..12]);
        var offset = 12 + 16 * tables.Count;
        foreach (var (name, table) in tables)
        {
            Encoding.ASCII.GetBytes(name, word);
            BinaryPrimitives.WriteUInt32BigEndian(word[4..], Sum(table));
            BinaryPrimitives.WriteUInt32BigEndian(word[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(word[12..], (uint)table.Length);
            file.Write(word);
            offset += (table.Length + 3) / 4 * 4;
        }

        foreach (var table in tables.Values)
        {
            file.Write(table);
            file.Write(new byte[(4 - table.Length % 4) % 4]);
        }

        return file.ToArray();
    }

    private static uint Sum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        for (var i = 0; i < table.Length; i++)
            sum += (uint)table[i] << (24 - 8 * (i % 4));
        return sum;
    }
}
