using System.Text;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>PDFs written by hand, byte by byte, so that the reader is not tested with our own writer.</summary>
internal static class TinyPdf
{
    public const string Page = "<< /Type /Page /Parent 2 0 R >>";

    public static byte[] Classic(params string[] more) => Classic("", more);

    public static byte[] Classic(string junk, string[] more, string trailer = "")
    {
        const string pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>";
        string[] bodies = ["<< /Type /Catalog /Pages 2 0 R >>", pages, .. more.Length > 0 ? more : [Page]];
        var text = "%PDF-1.7\n";
        var offsets = new List<int>();
        for (var i = 0; i < bodies.Length; i++)
        {
            offsets.Add(text.Length);
            text += $"{i + 1} 0 obj\n{bodies[i]}\nendobj\n";
        }

        var xref = text.Length;
        text += $"xref\n0 {bodies.Length + 1}\n0000000000 65535 f \n";
        text += string.Concat(offsets.Select(o => $"{o:D10} 00000 n \n"));
        text += $"trailer\n<< /Size {bodies.Length + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n";
        return Encoding.Latin1.GetBytes(junk + text);
    }

    /// <summary>A hybrid: its table calls object 4 free, its hidden stream knows better.</summary>
    public static byte[] Hybrid(string hidden)
    {
        var text = Encoding.Latin1.GetString(Classic());
        var body = text[..text.IndexOf("xref\n", StringComparison.Ordinal)];
        var table = text[body.Length..text.IndexOf("trailer", StringComparison.Ordinal)].Replace("0 4\n", "0 5\n");
        var at = body.Length;
        body += $"4 0 obj\n{hidden}\nendobj\n";
        var stream = body.Length;
        body += "5 0 obj\n<< /Type /XRef /Size 5 /Index [4 1] /W [1 4 1] /Filter /ASCIIHexDecode /Length 13 >>\n"
            + $"stream\n01{at:X8}00>\nendstream\nendobj\n";
        return Encoding.Latin1.GetBytes($"{body}{table}0000000000 00000 f \n"
            + $"trailer\n<< /Size 5 /Root 1 0 R /XRefStm {stream} >>\nstartxref\n{body.Length}\n%%EOF\n");
    }

    public static byte[] Appended(byte[] old, int number, string body, string trailer = "")
    {
        var before = Encoding.Latin1.GetString(old);
        var previous = before[(before.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var text = $"{before}{number} 0 obj\n{body}\nendobj\n";
        return Encoding.Latin1.GetBytes($"{text}xref\n{number} 1\n{before.Length:D10} 00000 n \n"
            + $"trailer\n<< /Size {number + 1} /Root 1 0 R /Prev {previous} {trailer} >>\nstartxref\n{text.Length}\n%%EOF\n");
    }
}
