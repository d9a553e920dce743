using System.Buffers.Binary;

namespace DocFlow.Signing.Appearance;

/// <summary>A TrueType font file: its tables, letters and widths (OpenType specification 1.9).</summary>
public sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Start, int Length)> _tables = [];
    private readonly int _wideMetrics;

    private TrueTypeFont(string name, byte[] file)
    {
        (Name, _file) = (name, file);
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + 16 * i;
            _tables[System.Text.Encoding.ASCII.GetString(file, entry, 4)] = ((int)UInt32(entry + 8), (int)UInt32(entry + 12));
        }

        UnitsPerEm = UInt16(Start("head") + 18);
        Glyphs = UInt16(Start("maxp") + 4);
        LongOffsets = UInt16(Start("head") + 50) == 1;
        _wideMetrics = UInt16(Start("hhea") + 34);
        Letters = CharacterMap.Read(Table("cmap"));
    }

    /// <summary>Tinos upright: Times metric, full Vietnamese.</summary>
    public static TrueTypeFont Regular => field ??= Embedded("Tinos-Regular");

    /// <summary>Tinos italic.</summary>
    public static TrueTypeFont Italic => field ??= Embedded("Tinos-Italic");

    /// <summary>Tinos bold.</summary>
    public static TrueTypeFont Bold => field ??= Embedded("Tinos-Bold");

    /// <summary>Tinos bold and italic.</summary>
    public static TrueTypeFont BoldItalic => field ??= Embedded("Tinos-BoldItalic");

    /// <summary>The PostScript name.</summary>
    public string Name { get; }

    /// <summary>Units of the em square.</summary>
    public int UnitsPerEm { get; }

    /// <summary>How many glyphs there are.</summary>
    public int Glyphs { get; }

    /// <summary>Degrees from the upright, negative to the right.</summary>
    internal double Slant => (int)UInt32(Start("post") + 4) / 65536.0;

    /// <summary>400 regular, 700 bold.</summary>
    internal int Weight => UInt16(Start("OS/2") + 4);

    internal bool LongOffsets { get; }

    internal IReadOnlyDictionary<int, int> Letters { get; }

    /// <summary>
    /// The first letter of a text that cannot be drawn, or that is not written from left to right; null when there is none.
    /// </summary>
    public string? Missing(string text)
    {
        foreach (var letter in TextLetters.Of(text))
        {
            if (!Letters.ContainsKey(letter.Value) || TextLetters.IsLeftward(letter))
                return letter.ToString();
        }

        return null;
    }

    /// <summary>The width in points of a text set at <paramref name="size"/> points.</summary>
    public double Width(string text, double size)
    {
        var width = 0.0;
        foreach (var letter in TextLetters.Of(text))
            width += Width(Letters.GetValueOrDefault(letter.Value));
        return width * size / 1000;
    }

    /// <summary>A number of a table in thousandths of the em.</summary>
    internal double Metric(string table, int offset) => BinaryPrimitives.ReadInt16BigEndian(Table(table)[offset..]) * 1000.0 / UnitsPerEm;

    /// <summary>The width of a glyph in thousandths of the em.</summary>
    internal double Width(int glyph) => UInt16(Start("hmtx") + 4 * Math.Min(glyph, _wideMetrics - 1)) * 1000.0 / UnitsPerEm;

    internal ReadOnlySpan<byte> Table(string name) =>
        _tables.TryGetValue(name, out var table) ? _file.AsSpan(table.Start, table.Length) : default;

    /// <summary>The outline of a glyph; empty for blanks.</summary>
    internal ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, to) = (Offset(glyph), Offset(glyph + 1));
        return Table("glyf")[from..to];
    }

    private static TrueTypeFont Embedded(string name)
    {
        using var resource = typeof(TrueTypeFont).Assembly.GetManifestResourceStream($"{name}.ttf")!;
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return new TrueTypeFont(name, file);
    }

    private int Offset(int glyph) => LongOffsets ? (int)UInt32(Start("loca") + 4 * glyph) : 2 * UInt16(Start("loca") + 2 * glyph);

    private int Start(string table) => _tables[table].Start;

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));
}
