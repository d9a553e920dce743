using System.Globalization;
using System.Text;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>
/// The forms in which files come: rewritten, printed and amended by other programs, and by hand where no program here does it.
/// </summary>
internal static class ForeignFiles
{
    private const string Amend = """
        var pdf = new PDFDocument(scriptArgs[0]);
        var page = pdf.findPage(0);
        page.UserUnit = 1;
        pdf.getTrailer().Root.PageMode = pdf.newName("UseNone");
        pdf.save(scriptArgs[1], "incremental");
        """;

    private static readonly byte[] Draft = SampleLetter.Draft(paragraphs: 12);

    private static readonly Dictionary<string, Func<byte[]>> Made = new()
    {
        ["object streams"] = () => OutsideEyes.Rewritten(Draft, "--object-streams=generate"),
        ["linearized"] = () => OutsideEyes.Rewritten(Draft, "--linearize"),
        ["linearized with object streams"] = () => OutsideEyes.Rewritten(Draft, "--linearize", "--object-streams=generate"),
        ["indirect lengths"] = () => OutsideEyes.Rewritten(Draft, "--qdf"),
        ["PDF 2.0"] = () => OutsideEyes.Rewritten(Draft, "--force-version=2.0", "--object-streams=generate"),
        ["cleaned by MuPDF"] = () => ByMuPdf("clean", "-gggg", "-z"),
        ["MuPDF, ASCII"] = () => ByMuPdf("clean", "-a", "-d"),
        ["amended by MuPDF"] = () => Amended(Draft),
        ["amended by MuPDF twice, over object streams"] = () =>
            Amended(Amended(OutsideEyes.Rewritten(Draft, "--object-streams=generate"))),
        ["amended by MuPDF after linearizing"] = () => Amended(OutsideEyes.Rewritten(Draft, "--linearize")),
        ["printed by Chromium"] = Printed,
        ["a hybrid"] = () => TinyPdf.Hybrid("(hidden)"),
        ["an object stream that extends another"] = Extended,
        ["junk after the end"] = () => [.. Draft, .. new byte[100_000]],
        ["line ends of old Macintoshes"] = () => [.. TinyPdf.Classic().Select(one => one == 10 ? (byte)13 : one)],
        ["junk before the header, offsets from the header"] = () => [.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. Draft],
    };

    public static IEnumerable<string> Names => Made.Keys;

    public static byte[] Make(string name) => Made[name]();

    private static byte[] ByMuPdf(params string[] arguments)
    {
        var path = OutsideEyes.Saved(Draft);
        Tool.Said("mutool", [.. arguments, path, path + ".out"]);
        return File.ReadAllBytes(path + ".out");
    }

    private static byte[] Amended(byte[] pdf)
    {
        var path = OutsideEyes.Saved(pdf);
        Tool.Said("mutool", "run", OutsideEyes.Saved(Encoding.ASCII.GetBytes(Amend), "amend.js"), path, path + ".out");
        return File.ReadAllBytes(path + ".out");
    }

    private static byte[] Printed()
    {
        var page = OutsideEyes.Saved("<h1>Công văn</h1><p>Kính gửi</p>"u8.ToArray(), "letter.html");
        Tool.Said("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", $"--user-data-dir={page}.profile", $"--print-to-pdf={page}.pdf", $"file://{page}");
        return File.ReadAllBytes(page + ".pdf");
    }

    /// <summary>Objects 2 and 3 lie in one object stream, 1 in another that extends it (ISO 32000-2, 7.5.7).</summary>
    private static byte[] Extended()
    {
        const string pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>";
        var text = new StringBuilder("%PDF-1.7\n");
        var first = Add(4, "/Type /ObjStm /N 2", $"2 0 3 {pages.Length} ", pages + TinyPdf.Page);
        var second = Add(5, "/Type /ObjStm /N 1 /Extends 4 0 R", "1 0 ", "<< /Type /Catalog /Pages 2 0 R >>");
        var start = text.Length;
        var rows = $"000000000000 020000000500 020000000400 020000000401 01{first:X8}00 01{second:X8}00 01{start:X8}00>";
        text.Append(CultureInfo.InvariantCulture,
            $"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Filter /ASCIIHexDecode /Length {rows.Length} >>\n"
            + $"stream\n{rows}\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());

        int Add(int number, string entries, string index, string objects)
        {
            var at = text.Length;
            text.Append(CultureInfo.InvariantCulture,
                $"{number} 0 obj\n<< {entries} /First {index.Length} /Length {index.Length + objects.Length} >>\n"
                + $"stream\n{index}{objects}\nendstream\nendobj\n");
            return at;
        }
    }
}
