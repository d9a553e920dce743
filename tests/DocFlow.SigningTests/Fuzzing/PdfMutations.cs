using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>Mutations of the text of a PDF: numbers, names, words, entries, whole objects.</summary>
internal static partial class PdfMutations
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "65535", "65536", "2147483647", "2147483648", "4294967296", "8388607", "8388608", "9223372036854775807",
        "99999999999999999999", "-9223372036854775808", "1.5", "1e9", "0000000000", "+7", ".",
    ];

    private static readonly string[] Words =
    [
        "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "R", "null", "true", "<<", ">>", "[", "]", "%%EOF", "n",
        "f",
    ];

    private static readonly string[] Names =
    [
        "/Type", "/Page", "/Pages", "/Kids", "/Parent", "/Catalog", "/AcroForm", "/Fields", "/Sig", "/FT", "/V", "/ByteRange",
        "/Contents", "/Prev", "/XRefStm", "/Size", "/Root", "/W", "/Index", "/Length", "/Filter", "/FlateDecode", "/DecodeParms",
        "/Predictor", "/Columns", "/ObjStm", "/N", "/First", "/Extends", "/XRef", "/Annots", "/AP", "/Rect", "/Encrypt", "/Perms",
        "/DocMDP", "/Reference", "/DSS", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode", "/SubFilter", "/Lock",
        "/Subtype", "/Widget", "/M", "/Info",
    ];

    public static byte[] Mutate(byte[] bytes, Random random)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return Encoding.Latin1.GetBytes(random.Next(9) switch
        {
            0 => Replaced(text, Number().Matches(text), _ => Numbers[random.Next(Numbers.Length)], random),
            1 => Replaced(text, Number().Matches(text), old => Near(old, random), random),
            2 => Replaced(text, Name().Matches(text), _ => Names[random.Next(Names.Length)], random),
            3 => Replaced(text, Word().Matches(text), _ => Words[random.Next(Words.Length)], random),
            4 => Replaced(text, Entry().Matches(text), old => random.Next(2) == 0 ? "" : old + old, random),
            5 => Replaced(text, Object().Matches(text), old => random.Next(3) == 0 ? old + old : "", random),
            6 => Swapped(text, Object().Matches(text), random),
            7 => Replaced(text, Word().Matches(text), old => old + Nested(random), random),
            _ => Replaced(text, Reference().Matches(text), _ => $"{random.Next(60)} 0 R", random),
        });
    }

    private static string Replaced(string text, MatchCollection places, Func<string, string> change, Random random)
    {
        if (places.Count == 0)
            return text;
        var place = places[random.Next(places.Count)];
        return text[..place.Index] + change(place.Value) + text[(place.Index + place.Length)..];
    }

    private static string Swapped(string text, MatchCollection places, Random random)
    {
        if (places.Count < 2)
            return text;
        var first = random.Next(places.Count - 1);
        var (one, other) = (places[first], places[random.Next(first + 1, places.Count)]);
        var between = text[(one.Index + one.Length)..other.Index];
        return text[..one.Index] + other.Value + between + one.Value + text[(other.Index + other.Length)..];
    }

    // a place in a file that is meant to be right stays nearly right
    private static string Near(string old, Random random) =>
        (long.Parse(old, CultureInfo.InvariantCulture) + random.Next(-3, 4))
            .ToString(new string('0', old.Length), CultureInfo.InvariantCulture);

    private static string Nested(Random random) => string.Concat(Enumerable.Repeat(
        random.Next(4) switch { 0 => "[", 1 => "<</A", 2 => "(", _ => "<</Kids[" }, random.Next(2) == 0 ? 20 : 3_000));

    [GeneratedRegex(@"(?<![A-Za-z0-9.])[0-9]{1,12}(?![A-Za-z0-9.])")]
    private static partial Regex Number();

    [GeneratedRegex(@"/[A-Za-z0-9]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(endobj|obj|endstream|stream|startxref|xref|trailer|R|null|true|n|f)\b|<<|>>|[\[\]]")]
    private static partial Regex Word();

    [GeneratedRegex(@"/[A-Za-z0-9]+ ?(/[A-Za-z0-9]+|[0-9]+ 0 R|[0-9.]+|\[[^\[\]<>()]{0,200}\]|\([^()]{0,100}\))")]
    private static partial Regex Entry();

    [GeneratedRegex(@"[0-9]+ [0-9]+ obj.{0,20000}?endobj\s", RegexOptions.Singleline)]
    private static partial Regex Object();

    [GeneratedRegex(@"[0-9]+ 0 R")]
    private static partial Regex Reference();
}
