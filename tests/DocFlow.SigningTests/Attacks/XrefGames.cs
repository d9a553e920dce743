using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Cross-references that two readers read differently.</summary>
internal static class XrefGames
{
    private const string Class = "Cross-reference games";

    public static IEnumerable<Attack> All() => [.. Hybrids(), .. Entries(), .. Packed()];

    private static IEnumerable<Attack> Hybrids()
    {
        var signed = HandSigned.Certified();
        var evil = $"6 0 obj\n{Pieces.Evil}\nendobj\n";
        var (hidden, at) = (Section(signed, "6 1"), signed.Length);
        foreach (var (id, does, rows) in new (string, string, string)[]
        {
            ("hybrid-absent", "A hybrid's hidden stream replaces the content, the table does not name it.", "0 1\n0000000000 65535 f \n"),
            ("hybrid-free", "The table calls the content free, the hidden stream knows better.", "6 1\n0000000000 00000 f \n"),
            ("hybrid-differs", "Table and hidden stream name different content.", $"6 1\n{Old(signed):0000000000} 00000 n \n"),
        })
        {
            var tail = $"xref\n{rows}trailer\n<</Size 41/Root 1 0 R/Prev {Pieces.LastStart(signed)}/XRefStm {at + evil.Length}>>\n"
                + $"startxref\n{at + evil.Length + hidden.Length}\n%%EOF\n";
            yield return new Attack(Class, id, does, [.. signed, .. PdfSurgery.Bytes(evil + hidden + tail)]);
        }

        var loop = $"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 15/Root 1 0 R/Prev {Pieces.LastStart(signed)}/XRefStm {at}>>\n"
            + $"startxref\n{at}\n%%EOF\n";
        yield return new Attack(Class, "hybrid-loop", "A table is its own hidden stream.", [.. signed, .. PdfSurgery.Bytes(loop)]);
    }

    private static IEnumerable<Attack> Entries()
    {
        var signed = HandSigned.Certified();
        var at = signed.Length;
        var evil = $"6 0 obj\n{Pieces.Evil}\nendobj\n";
        foreach (var (id, does, rows) in new (string, string, string)[]
        {
            ("freed-content", "The content is freed.", "6 1\n0000000000 00001 f \n"),
            ("freed-page", "The page is freed.", "3 1\n0000000000 00001 f \n"),
            ("freed-signature", "The signature is freed.", "13 1\n0000000000 00001 f \n"),
            ("generation", "The entry's generation differs from the object's.", $"6 1\n{at:0000000000} 00007 n \n"),
            ("number", "The entry leads to an object of another number.", $"7 1\n{at:0000000000} 00000 n \n"),
            ("off-by-one", "The entry misses the object by a byte.", $"6 1\n{at + 1:0000000000} 00000 n \n"),
            ("short-rows", "The rows are not twenty bytes long.", $"6 1\n{at} 0 n\n"),
            ("first-row-shifted", "The table starts at 1, as some writers err.", $"7 1\n{at:0000000000} 00000 n \n6 0\n"),
            ("count-too-large", "The table announces more rows than it has.", $"6 5\n{at:0000000000} 00000 n \n"),
            ("beyond", "The entry leads behind the file.", "6 1\n0009999999 00000 n \n"),
            ("unknown-kind", "The entry is of an unknown kind.", $"6 1\n{at:0000000000} 00000 x \n"),
            ("huge-number", "The table names an object beyond all limits.", $"99999999 1\n{at:0000000000} 00000 n \n"),
        })
        {
            var tail = $"xref\n{rows}trailer\n<</Size 41/Root 1 0 R/Prev {Pieces.LastStart(signed)}>>\n"
                + $"startxref\n{at + evil.Length}\n%%EOF\n";
            yield return new Attack(Class, id, does, [.. signed, .. PdfSurgery.Bytes(evil + tail)]);
        }
    }

    private static IEnumerable<Attack> Packed()
    {
        var signed = HandSigned.Certified();
        var page = PdfSurgery.Text(Pieces.Read(signed, 3).With("Contents", new PdfReference(7, 0)));
        var stream = $"40 0 obj\n{PdfSurgery.Stream($"3 0 {page}", "/Type/ObjStm/N 1/First 4")}\nendobj\n";
        yield return new Attack(Class, "object-stream", "A page comes again inside an object stream.",
            Finish(signed, stream, Packing(signed, stream, "\u0002\0\0\0\u0028\0", "3 1")));
        yield return new Attack(Class, "object-stream-missing", "A page is said to be in an object stream that is not there.",
            Finish(signed, "", Packing(signed, "", "\u0002\0\0\0\u0063\0", "3 1")));
        yield return new Attack(Class, "object-stream-itself", "An object stream is said to be inside itself.",
            Finish(signed, stream, Stream(signed, "\u0002\0\0\0\u0028\0\u0002\0\0\0\u0028\0", "3 1 40 1")));
        yield return new Attack(Class, "stream-index-twice", "A cross-reference stream lists the content twice.",
            Finish(signed, $"6 0 obj\n{Pieces.Evil}\nendobj\n", Section(signed, "6 1 6 1")));
        yield return new Attack(Class, "stream-unknown-type", "An entry of an unknown type stands for the content.",
            Finish(signed, "", Packing(signed, "", "\u0007\0\0\0\u0028\0", "6 1")));
        var filled = $"9 0 obj\n{PdfSurgery.Text(Pieces.Read(signed, 9).With("V", PdfString.Of("1")))}\nendobj\n";
        yield return new Attack(Class, "object-stream-rides-along", "A value is filled, and an object stream brings a page along.",
            Finish(signed, filled + stream, Packing(signed, stream, "\u0002\0\0\0\u0028\0", "3 1", filled.Length)));
    }

    // a cross-reference stream for the object at the end of the signed bytes
    private static string Section(byte[] signed, string index)
    {
        var row = Offset(signed.Length);
        var rows = string.Concat(Enumerable.Repeat(row, index.Split(' ').Length / 2));
        return Stream(signed, rows, index);
    }

    private static string Packing(byte[] signed, string body, string row, string index, int before = 0) =>
        body.Length == 0 ? Stream(signed, row, index) : Stream(signed, row + Offset(signed.Length + before), $"{index} 40 1");

    private static string Stream(byte[] signed, string rows, string index) => "41 0 obj\n" + PdfSurgery.Stream(rows,
        $"/Type/XRef/W[1 4 1]/Index[{index}]/Size 42/Root 1 0 R/Prev {Pieces.LastStart(signed)}") + "\nendobj\n";

    private static byte[] Finish(byte[] signed, string body, string section) =>
        [.. signed, .. PdfSurgery.Bytes($"{body}{section}startxref\n{signed.Length + body.Length}\n%%EOF\n")];

    private static string Offset(int at) =>
        "\u0001" + (char)(at >> 24) + (char)(at >> 16 & 255) + (char)(at >> 8 & 255) + (char)(at & 255) + '\0';

    private static string Old(byte[] signed) =>
        Encoding.Latin1.GetString(signed).IndexOf("6 0 obj", StringComparison.Ordinal).ToString("0000000000", CultureInfo.InvariantCulture);
}
