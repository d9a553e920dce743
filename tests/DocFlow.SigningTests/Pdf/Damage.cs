using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>What happens to the structure of files on their way: mail gateways, editors, broken writers.</summary>
internal static partial class Damage
{
    public const string WrongStart = "startxref points into the void";
    public const string ShiftedTable = "the offsets of the table are off";
    public const string NoTable = "the table is gone";
    public const string BrokenTable = "the table is torn";
    public const string Inserted = "bytes were inserted near the front";
    public const string WrongLength = "a stream states a wrong length";
    public const string Prefixed = "a gateway's lines stand before the header and the start is wrong";
    public const string NoEnd = "an endobj is missing";

    /// <summary>Each kind that a classic, unsigned file survives without loss.</summary>
    public static readonly string[] Kinds = [WrongStart, ShiftedTable, NoTable, BrokenTable, Inserted, WrongLength, NoEnd, Prefixed];

    public static byte[] Done(string kind, byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var xref = text.LastIndexOf("\nxref\n", StringComparison.Ordinal) + 1;
        return Encoding.Latin1.GetBytes(kind switch
        {
            Prefixed => "HTTP/1.1 200 OK\r\n\r\n" + StartXref().Replace(text, "startxref\n7\n"),
            WrongStart => StartXref().Replace(text, "startxref\n7\n"),
            ShiftedTable => text[..xref] + Entry().Replace(text[xref..], entry =>
                $"{long.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture) + 13:D10} 00000 n"),
            NoTable => text[..xref] + text[text.IndexOf("trailer", xref, StringComparison.Ordinal)..],
            BrokenTable => text[..(xref + 30)] + "xyz" + text[(xref + 33)..],
            Inserted => text.Insert(text.IndexOf("1 0 obj", StringComparison.Ordinal), "% a comment of a gateway\n"),
            WrongLength => DirectLength().Replace(text, length => $"/Length 0{length.Groups[1].Value.Length}", 1),
            _ => new Regex("endobj\n").Replace(text, "", 1),
        });
    }

    [GeneratedRegex(@"startxref\n\d+\n")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) 00000 n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Length (\d+)\b(?! \d+ R)")]
    private static partial Regex DirectLength();
}
