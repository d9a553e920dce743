using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>
/// Files made to keep a reader busy for ever, to exhaust its stack or its memory; each small, or as small as its kind allows.
/// </summary>
internal static class HostileFiles
{
    private const int Deep = 50_000;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Each file and what it is meant to do.</summary>
    public static IEnumerable<(string Name, byte[] Pdf)> All() => Cycles().Concat(Depths()).Concat(Counts()).Concat(Bombs());

    private static IEnumerable<(string Name, byte[] Pdf)> Cycles()
    {
        yield return ("sections in a circle", TinyPdf.Classic("", [], $"/Prev {TableAt(TinyPdf.Classic())}"));
        yield return ("a hybrid's stream that is its own table", TinyPdf.Classic("", [], $"/XRefStm {TableAt(TinyPdf.Classic())}"));
        yield return ("references in a circle", Root("/AcroForm 4 0 R", "5 0 R", "4 0 R"));
        yield return ("a length that is its own stream", Root("/AcroForm 4 0 R", "<< /Length 4 0 R >>\nstream\nx\nendstream"));
        yield return ("lengths in a row", Root("/AcroForm 4 0 R", [.. Enumerable.Range(5, Deep / 10)
            .Select(i => $"<< /Length {i} 0 R >>\nstream\nx\nendstream")]));
        yield return ("pages in a circle", Pages("<< /Type /Pages /Kids [2 0 R] /Count 1 >>"));
        yield return ("pages shared until there are more than atoms", Pages([.. Enumerable.Range(3, 60)
            .Select(i => $"<< /Type /Pages /Kids [{i} 0 R {i} 0 R] >>"), TinyPdf.Page]));
        yield return ("fields in a circle", Root("/AcroForm << /Fields [4 0 R] >>", "<< /T (a) /Kids [4 0 R] >>"));
    }

    private static IEnumerable<(string Name, byte[] Pdf)> Depths()
    {
        yield return ("arrays in arrays", Root("/AcroForm 4 0 R", new string('[', Deep)));
        yield return ("dictionaries in dictionaries", Root("/AcroForm 4 0 R", string.Concat(Enumerable.Repeat("<</A", Deep))));
        yield return ("a trailer without bottom", TinyPdf.Classic("", [], "/A " + new string('[', Deep)));
        yield return ("pages under pages", Pages([.. Enumerable.Range(3, Deep / 10)
            .Select(i => $"<< /Type /Pages /Kids [{i} 0 R] >>"), TinyPdf.Page]));
        yield return ("fields under fields", Root("/AcroForm << /Fields [4 0 R] >>", [.. Enumerable.Range(5, Deep / 10)
            .Select(i => $"<< /Kids [{i} 0 R] >>"), "<< /T (a) >>"]));
        yield return ("brackets never closed, again and again", Root("", [.. Enumerable.Repeat("(" + new string('x', 400), 2_000)]));
    }

    private static IEnumerable<(string Name, byte[] Pdf)> Counts()
    {
        yield return ("a table that announces millions", Replaced("0 4\n0", "0 8388600\n0"));
        yield return ("a table that announces more than there are numbers", Replaced("0 4\n0", "0 99999999999999\n0"));
        yield return ("a size without measure", Replaced("/Size 4", "/Size 9223372036854775807"));
        yield return ("a first object beyond all", Replaced("0 4\n0", "8388600 4\n0"));
        yield return ("millions of entries", XrefStream("/W [1 0 0] /Index [0 8388607]", new byte[8_388_607]));
        yield return ("fields of a row wider than a number", XrefStream("/W [9 9 9]", new byte[64]));
        yield return ("rows without width", XrefStream("/W [0 0 0] /Index [0 8388607]", new byte[64]));
        yield return ("an index of negative numbers", XrefStream("/W [1 2 1] /Index [-5 10]", new byte[64]));
        yield return ("many sections with many entries", ManySections());
        yield return ("an object stream of billions", Packed("/N 2147483647 /First 10", new byte[64]));
        yield return ("an object stream that begins beyond its end", Packed("/N 1 /First 2147483647", new byte[64]));
        yield return ("an array of millions", Root("/AcroForm 4 0 R", $"[{string.Concat(Enumerable.Repeat("0 ", 3_000_000))}]"));
        yield return ("two large objects asked for in turn", Pages(["<< /Type /Pages /Kids 3 0 R >>",
            $"[{string.Concat(Enumerable.Range(6, 2_000).Select(i => $"{i} 0 R "))}]", Large, Large, .. Enumerable.Range(0, 2_000)
            .Select(i => $"<< /Type /Page /MediaBox {4 + i % 2} 0 R >>")]));
        yield return ("lengths that are large objects", Root("/AcroForm 5 0 R", [Large, .. Enumerable.Range(0, 2_000)
            .Select(_ => "<< /Length 4 0 R >>\nstream\nx\nendstream")]));
        yield return ("a string of forty million", Root("/AcroForm 4 0 R", "(" + new string('x', 40_000_000) + ")"));
        yield return ("a name of a million", Root("/AcroForm 4 0 R", "/" + new string('x', 1_000_000)));
        yield return ("a number of a million digits", Root("/AcroForm 4 0 R", new string('1', 1_000_000)));
    }

    private static IEnumerable<(string Name, byte[] Pdf)> Bombs()
    {
        var zeros = new byte[100 << 20];
        yield return ("a cross-reference bomb", XrefStream("/W [1 2 1]", zeros));
        yield return ("an object stream bomb", Packed("/N 1 /First 4", zeros));
        yield return ("a bomb on the first page", Page("/Filter /FlateDecode", Flate(zeros)));
        yield return ("a bomb in a bomb in a bomb", Page("/Filter [/FlateDecode /FlateDecode /FlateDecode]", Flate(Flate(Flate(zeros)))));
        var filters = string.Concat(Enumerable.Repeat("/ASCIIHexDecode ", 100));
        yield return ("a hundred filters", Page($"/Filter [{filters}]", "00>"u8.ToArray()));
        yield return ("a run of runs", Page("/Filter /RunLengthDecode",
            [.. Enumerable.Repeat(new byte[] { 129, 0 }, 600_000).SelectMany(pair => pair)]));
        yield return ("zeros by the dozen", Page("/Filter /ASCII85Decode", [.. Enumerable.Repeat((byte)'z', 20_000_000)]));
        yield return ("a predictor of endless rows", Page("/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000 "
            + "/Colors 32 /BitsPerComponent 16 >>", Flate(zeros)));
        yield return ("a predictor of single columns", Page("/Filter /FlateDecode /DecodeParms << /Predictor 15 >>", Flate(zeros)));
    }

    private static string Large => $"[{string.Concat(Enumerable.Repeat("0 ", 900_000))}]";

    private static long TableAt(byte[] pdf) => Encoding.Latin1.GetString(pdf).IndexOf("xref\n0", StringComparison.Ordinal);

    private static byte[] Root(string entries, params string[] more)
    {
        var text = Encoding.Latin1.GetString(TinyPdf.Classic([TinyPdf.Page, .. more]));
        return Shifted(text, "/Type /Catalog", $"/Type /Catalog {entries}");
    }

    private static byte[] Pages(params string[] nodes)
    {
        var text = Encoding.Latin1.GetString(TinyPdf.Classic([.. nodes.Skip(1)]));
        return Shifted(text, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>", nodes[0]);
    }

    private static byte[] Page(string entries, byte[] data) => Root("",
        $"<< /Length {data.Length} {entries} >>\nstream\n{Encoding.Latin1.GetString(data)}\nendstream") is var pdf
        ? Shifted(Encoding.Latin1.GetString(pdf), TinyPdf.Page, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>")
        : pdf;

    /// <summary>The same file with another beginning: what was in the table is moved along.</summary>
    private static byte[] Shifted(string text, string old, string now)
    {
        var (at, table) = (text.IndexOf(old, StringComparison.Ordinal), text.LastIndexOf("\nxref\n", StringComparison.Ordinal) + 1);
        var by = now.Length - old.Length;
        var rows = text[table..].Split('\n').Select(row => row.EndsWith(" 00000 n ", StringComparison.Ordinal)
            && long.Parse(row[..10], Invariant) is var offset && offset > at
                ? $"{offset + by:D10} 00000 n "
                : row == $"{table}" ? $"{table + by}" : row);
        return Encoding.Latin1.GetBytes(text[..at] + now + text[(at + old.Length)..table] + string.Join('\n', rows));
    }

    private static byte[] Replaced(string old, string now) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(TinyPdf.Classic()).Replace(old, now, StringComparison.Ordinal));

    private static byte[] Packed(string entries, byte[] data)
    {
        var packed = Encoding.Latin1.GetString(Flate(data));
        var pdf = Root("/AcroForm 9 0 R",
            $"<< /Type /ObjStm {entries} /Filter /FlateDecode /Length {packed.Length} >>\nstream\n{packed}\nendstream");
        var text = Encoding.Latin1.GetString(pdf);
        var start = pdf.Length;
        var rows = $"020000000400 01{start:X8}00";
        return Encoding.Latin1.GetBytes($"{text}10 0 obj\n<< /Type /XRef /W [1 4 1] /Index [9 1 10 1] /Size 11 /Root 1 0 R "
            + $"/Prev {TableAt(pdf)} /Filter /ASCIIHexDecode /Length {rows.Length + 1} >>\nstream\n{rows}>\nendstream\nendobj\n"
            + $"startxref\n{start}\n%%EOF\n");
    }

    private static byte[] XrefStream(string entries, byte[] rows)
    {
        var packed = Encoding.Latin1.GetString(Flate(rows));
        return Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9 /Root 2 0 R {entries} /Filter /FlateDecode "
            + $"/Length {packed.Length} >>\nstream\n{packed}\nendstream\nendobj\nstartxref\n9\n%%EOF\n");
    }

    /// <summary>Two hundred sections in a row, each of which unpacks to a million entries.</summary>
    private static byte[] ManySections()
    {
        var packed = Encoding.Latin1.GetString(Flate(new byte[1_000_000]));
        var text = new StringBuilder("%PDF-1.7\n");
        var at = 0;
        for (var i = 0; i < 200; i++)
        {
            var previous = i == 0 ? "" : $"/Prev {at}";
            at = text.Length;
            text.Append(Invariant, $"{i + 1} 0 obj\n<< /Type /XRef /Size 1000000 /Root 2 0 R /W [1 0 0] {previous} /Filter /FlateDecode ")
                .Append(Invariant, $"/Length {packed.Length} >>\nstream\n{packed}\nendstream\nendobj\n");
        }

        return Encoding.Latin1.GetBytes(text.Append(Invariant, $"startxref\n{at}\n%%EOF\n").ToString());
    }

    private static byte[] Flate(byte[] data)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Fastest))
            zlib.Write(data);
        return memory.ToArray();
    }
}
