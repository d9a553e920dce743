using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.JourneyTests.Support;

/// <summary>Files that people send, and that must or must not come in.</summary>
internal static class BadFiles
{
    /// <summary>An ordinary letter without any signature.</summary>
    public static byte[] Plain(int number = 1)
    {
        using var pdf = new MemoryStream();
        var letter = new Letter
        {
            Agency = "SỞ TÀI CHÍNH",
            Notation = "STC-VP",
            Place = "Yên Hà",
            Year = 2026,
            Subject = $"báo cáo số {number}",
            Addressees = ["Văn phòng Ủy ban nhân dân tỉnh"],
            Paragraphs = [$"Kính gửi báo cáo số {number}."],
            Signers = [new SignerBlock(["GIÁM ĐỐC"], "Nguyễn Văn An")],
            Printed = PrintedMarks.Nothing,
        };
        return LetterComposer.Write(letter, pdf).Refusal is { } refusal ? throw new InvalidOperationException(refusal.En) : pdf.ToArray();
    }

    public static Task Plain(string file) => File.WriteAllBytesAsync(file, Plain());

    /// <summary>A letter that its leader has signed already.</summary>
    public static byte[] Signed() => HandSigned.Certified();

    public static Task Encrypted(string plain, string encrypted) =>
        OtherTools.Succeeds("qpdf", "--encrypt", "doc", "giu", "256", "--", plain, encrypted);

    /// <summary>A script whose name is written with escapes, in an ordinary object.</summary>
    public static byte[] EscapedScript() =>
        Classic("<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>", "<</S/J#61vaScr#69pt/#4AS(app.alert\\(1\\))>>");

    /// <summary>A script inside a compressed object stream, where no search of the bytes finds it.</summary>
    public static byte[] ScriptInObjectStream()
    {
        string[] bodies =
        [
            "<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", "<</S/JavaScript/JS(app.alert\\(1\\))>>",
        ];
        var (index, text) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < bodies.Length; i++)
        {
            index.Append(CultureInfo.InvariantCulture, $"{i + 1} {text.Length} ");
            text.Append(bodies[i]).Append(' ');
        }

        var stream = Deflate(Encoding.Latin1.GetBytes(index.ToString() + text));
        using var pdf = new MemoryStream();
        Write(pdf, "%PDF-1.7\n");
        var objects = (int)pdf.Position;
        Write(pdf, $"5 0 obj\n<</Type/ObjStm/N {bodies.Length}/First {index.Length}/Filter/FlateDecode/Length {stream.Length}>>\nstream\n");
        pdf.Write(stream);
        Write(pdf, "\nendstream\nendobj\n");
        var table = (int)pdf.Position;
        Write(pdf, "6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length 42>>\nstream\n");
        pdf.Write([0, 0, 0, 0, 0, 0]);
        for (byte i = 0; i < bodies.Length; i++)
            pdf.Write([2, 0, 0, 0, 5, i]);
        foreach (var place in new[] { objects, table })
            pdf.Write([1, (byte)(place >> 24), (byte)(place >> 16), (byte)(place >> 8), (byte)place, 0]);
        Write(pdf, $"\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();
    }

    private static byte[] Classic(string catalog, string action)
    {
        string[] bodies = [catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", action];
        var (text, table) = (new StringBuilder("%PDF-1.7\n"), new StringBuilder());
        for (var i = 0; i < bodies.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:0000000000} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{bodies[i]}\nendobj\n");
        }

        return Encoding.Latin1.GetBytes($"{text}xref\n0 5\n0000000000 65535 f \n{table}trailer\n<</Size 5/Root 1 0 R>>\n"
            + $"startxref\n{text.Length}\n%%EOF\n");
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    private static void Write(Stream to, string latin1) => to.Write(Encoding.Latin1.GetBytes(latin1));
}
