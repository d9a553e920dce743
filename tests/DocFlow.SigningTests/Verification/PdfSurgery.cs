using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>Writes incremental updates by hand, on purpose without our own writer: what a stranger, or an attacker, would append.</summary>
public static class PdfSurgery
{
    public static string Text(PdfObject? value) => value switch
    {
        PdfBoolean one => one.Value ? "true" : "false",
        PdfInteger one => one.Value.ToString(CultureInfo.InvariantCulture),
        PdfReal one => one.Value.ToString("0.####", CultureInfo.InvariantCulture),
        PdfName one => "/" + string.Concat(one.Value.Select(Escaped)),
        PdfString one => $"<{Convert.ToHexString(one.Bytes)}>",
        PdfArray one => $"[{string.Join(' ', one.Select(Text))}]",
        PdfDictionary one => $"<<{string.Concat(one.Select(entry => Text(new PdfName(entry.Key)) + " " + Text(entry.Value)))}>>",
        PdfReference one => $"{one.Number} {one.Generation} R",
        _ => "null",
    };

    public static PdfDocument Open(byte[] pdf) => PdfDocument.Open(new MemoryStream(pdf, writable: false));

    /// <summary>The object a text means.</summary>
    public static PdfObject Parse(string text)
    {
        var pdf = Bytes($"%PDF-1.7\n1 0 obj\n<</A {text}>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
            + $"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{text.Length + 32}\n%%EOF\n");
        return Open(pdf).Catalog["A"]!;
    }

    /// <summary>The next free object number.</summary>
    public static int Next(byte[] pdf) => Math.Max(Open(pdf).Objects.Keys.Max() + 1, (int)Open(pdf).Trailer["Size"]!.AsInteger!.Value);

    public static string Stream(string content, string dictionary = "") =>
        $"<<{dictionary}/Length {content.Length}>>\nstream\n{content}\nendstream";

    /// <summary>Appends objects with a classic table; bodies are Latin-1.</summary>
    public static byte[] Append(byte[] pdf, params (int Number, string Body)[] objects) => Append(pdf, objects, "", []);

    public static byte[] Append(byte[] pdf, (int Number, string Body)[] objects, string trailer, int[] freed)
    {
        var old = Open(pdf);
        var (update, offsets) = Objects(pdf, objects);
        var table = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
        foreach (var (number, offset) in offsets)
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:0000000000} 00000 n \n");
        foreach (var number in freed)
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n0000000000 00001 f \n");
        var size = Math.Max(Next(pdf), objects.Select(one => one.Number + 1).DefaultIfEmpty().Max());
        var entries = old.Trailer.Without("Size", "Prev", "XRefStm").With("Size", new PdfInteger(size))
            .With("Prev", new PdfInteger(old.Revisions[^1].XrefOffset));
        table.Append("trailer\n").Append(Text(entries)[..^2]).Append(trailer).Append(">>\nstartxref\n");
        table.Append(CultureInfo.InvariantCulture, $"{pdf.Length + update.Length}\n%%EOF\n");
        return [.. pdf, .. Bytes(update + table)];
    }

    /// <summary>Appends objects with a cross-reference stream.</summary>
    public static byte[] AppendWithStream(byte[] pdf, params (int Number, string Body)[] objects)
    {
        var old = Open(pdf);
        var (update, offsets) = Objects(pdf, objects);
        var own = Math.Max(Next(pdf), objects.Max(one => one.Number) + 1);
        offsets[own] = pdf.Length + update.Length;
        var rows = string.Concat(offsets.Values.Select(Row));
        var index = string.Join(' ', offsets.Keys.Select(number => $"{number} 1"));
        var entries = old.Trailer.Without("Size", "Prev", "XRefStm").With("Size", new PdfInteger(own + 1))
            .With("Prev", new PdfInteger(old.Revisions[^1].XrefOffset));
        var dictionary = $"/Type/XRef/W[1 4 1]/Index[{index}]{Text(entries)[2..^2]}";
        return [.. pdf, .. Bytes($"{update}{own} 0 obj\n{Stream(rows, dictionary)}\nendobj\nstartxref\n{offsets[own]}\n%%EOF\n")];
    }

    public static byte[] Bytes(string latin1) => Encoding.Latin1.GetBytes(latin1);

    private static string Row(int offset) => "\u0001" + (char)(offset >> 24) + (char)(offset >> 16 & 255) + (char)(offset >> 8 & 255) + (
        char)(offset & 255) + '\0';

    private static (string Update, SortedDictionary<int, int> Offsets) Objects(byte[] pdf, (int Number, string Body)[] objects)
    {
        var update = new StringBuilder(pdf[^1] == '\n' ? "" : "\n");
        var offsets = new SortedDictionary<int, int>();
        foreach (var (number, body) in objects)
        {
            offsets[number] = pdf.Length + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        return (update.ToString(), offsets);
    }

    private static string Escaped(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter.ToString() : $"#{(int)letter:X2}";
}
