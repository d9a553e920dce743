using System.Globalization;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>Text of a glyph name (Adobe Glyph List for New Fonts): single letters, uniXXXX, and base letters with named accents.</summary>
internal static class GlyphNames
{
    // what Vietnamese letters are built of: "Acircumflexdotbelow" is Ậ
    private static readonly (string Name, char Mark)[] Accents =
    [
        ("circumflex", '\u0302'), ("breve", '\u0306'), ("horn", '\u031B'), ("acute", '\u0301'), ("grave", '\u0300'),
        ("hookabove", '\u0309'), ("tilde", '\u0303'), ("dotbelow", '\u0323'), ("dieresis", '\u0308'), ("cedilla", '\u0327'),
    ];

    private static readonly Dictionary<string, string> Known = new()
    {
        ["space"] = " ", ["nbspace"] = " ", ["hyphen"] = "-", ["period"] = ".", ["comma"] = ",", ["colon"] = ":", ["semicolon"] = ";",
        ["slash"] = "/", ["parenleft"] = "(", ["parenright"] = ")", ["endash"] = "-", ["emdash"] = "-", ["quotesingle"] = "'",
        ["Dcroat"] = "Đ", ["dcroat"] = "đ", ["Dslash"] = "Đ", ["zero"] = "0", ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4",
        ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9", ["asterisk"] = "*", ["underscore"] = "_",
    };

    public static string Text(string glyph)
    {
        glyph = glyph.Split('.')[0];
        if (glyph.Length == 0)
            return "";
        if (Known.TryGetValue(glyph, out var known))
            return known;
        if (Hexadecimal(glyph) is { } code)
            return ((char)code).ToString();
        var rest = glyph[1..];
        var text = glyph[..1];
        while (Array.Find(Accents, accent => rest.StartsWith(accent.Name, StringComparison.Ordinal)) is { Name: not null } found)
        {
            text += found.Mark;
            rest = rest[found.Name.Length..];
        }

        return rest.Length == 0 && char.IsAsciiLetter(glyph[0]) ? text.Normalize() : "";
    }

    private static int? Hexadecimal(string glyph)
    {
        var digits = glyph.StartsWith("uni", StringComparison.Ordinal) && glyph.Length == 7 ? glyph[3..]
            : glyph[0] == 'u' && glyph.Length == 5 ? glyph[1..]
            : "";
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : null;
    }
}
