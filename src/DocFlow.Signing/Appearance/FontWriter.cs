using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Appearance;

/// <summary>Collects the letters a text uses and embeds them as one composite font (ISO 32000-2, 9.7).</summary>
internal sealed class FontWriter(TrueTypeFont font)
{
    private const int Symbolic = 4;
    private const int Slanted = 64;

    private readonly SortedDictionary<int, int> _letterOfGlyph = [];

    /// <summary>The text as the operand of Tj.</summary>
    public string Encode(string text)
    {
        var hex = new StringBuilder("<");
        foreach (var letter in TextLetters.Of(text))
        {
            var glyph = font.Letters.GetValueOrDefault(letter.Value);
            _letterOfGlyph.TryAdd(glyph, letter.Value);
            hex.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        return hex.Append('>').ToString();
    }

    /// <summary>Adds the font with what was encoded so far, under a number reserved for it.</summary>
    public void Add(PdfObjectSet objects, PdfReference reserved)
    {
        var file = PackedFont.Of(font, _letterOfGlyph.Keys);
        var stream = objects.AddPacked(PdfDictionary.Empty.With("Length1", new PdfInteger(file.Length)), file.Packed);
        var name = new PdfName($"{Tag()}+{font.Name}");
        var descendant = Named("Font", "CIDFontType2")
            .With("BaseFont", name)
            .With("CIDSystemInfo", PdfDictionary.Empty
                .With("Registry", PdfString.Of("Adobe")).With("Ordering", PdfString.Of("Identity")).With("Supplement", new PdfInteger(0)))
            .With("FontDescriptor", objects.Add(Descriptor(name, stream)))
            .With("CIDToGIDMap", new PdfName("Identity"))
            .With("DW", new PdfInteger(1000))
            .With("W", Widths());
        objects.Set(reserved, Named("Font", "Type0")
            .With("BaseFont", name)
            .With("Encoding", new PdfName("Identity-H"))
            .With("DescendantFonts", PdfArray.Of(objects.Add(descendant)))
            .With("ToUnicode", objects.AddStream(PdfDictionary.Empty, Encoding.ASCII.GetBytes(ToUnicode()))));
    }

    private PdfArray Widths() =>
        new([.. _letterOfGlyph.Keys.SelectMany(glyph => new PdfObject[] { new PdfInteger(glyph), PdfArray.Of(font.Width(glyph)) })]);

    private static PdfDictionary Named(string type, string subtype) =>
        PdfDictionary.Empty.With("Type", new PdfName(type)).With("Subtype", new PdfName(subtype));

    private PdfDictionary Descriptor(PdfName name, PdfReference file) => PdfDictionary.Empty
        .With("Type", new PdfName("FontDescriptor"))
        .With("FontName", name)
        .With("Flags", new PdfInteger(font.Slant == 0 ? Symbolic : Symbolic | Slanted))
        .With("FontBBox", PdfArray.Of(font.Metric("head", 36), font.Metric("head", 38), font.Metric("head", 40), font.Metric("head", 42)))
        .With("ItalicAngle", new PdfReal(font.Slant))
        .With("Ascent", new PdfReal(font.Metric("hhea", 4)))
        .With("Descent", new PdfReal(font.Metric("hhea", 6)))
        .With("CapHeight", new PdfReal(font.Metric("OS/2", 88)))
        .With("StemV", new PdfInteger(font.Weight / 5))
        .With("FontFile2", file);

    /// <summary>Six letters that differ for different subsets (ISO 32000-2, 9.9.2).</summary>
    private string Tag()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', _letterOfGlyph.Keys)));
        return string.Concat(hash.Take(6).Select(b => (char)('A' + b % 26)));
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            + "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var part in _letterOfGlyph.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, letter) in part)
            {
                var units = Encoding.BigEndianUnicode.GetBytes(new Rune(letter).ToString());
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(units)}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end\n").ToString();
    }
}
