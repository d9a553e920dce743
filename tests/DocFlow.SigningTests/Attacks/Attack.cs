using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>One forged file: the class of the literature it belongs to, its name, and in a sentence what it does.</summary>
internal sealed record Attack(string Class, string Id, string Does, byte[] Bytes);

/// <summary>Pieces that several classes of attack are made of.</summary>
internal static class Pieces
{
    public const int Leader = HandSigned.Leader, Content = HandSigned.Content, Page = HandSigned.Page, Catalog = HandSigned.Catalog;

    private static readonly Lazy<IKeyHolder> Other = new(() => TestAuthority.Person("Kẻ Gian"));

    /// <summary>Somebody else whose certificate is as good as anybody's.</summary>
    public static IKeyHolder Accomplice => Other.Value;

    /// <summary>What the attacker wants the first page to say.</summary>
    public static string Evil => PdfSurgery.Stream("BT /F1 12 Tf 72 700 Td (Pay 900) Tj ET");

    public static string Form(string content) => PdfSurgery.Stream(content, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]");

    /// <summary>An appearance that hides the page and says something else.</summary>
    public static string Cover => PdfSurgery.Stream("1 g 0 0 595 842 re f 0 g BT /F1 12 Tf 72 700 Td (Pay 900) Tj ET",
        "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 8 0 R>>>>");

    public static PdfDictionary Read(byte[] pdf, int number) => PdfSurgery.Open(pdf).Dictionary(new PdfReference(number, 0))!;

    /// <summary>An object as it stands with one entry set.</summary>
    public static (int Number, string Body) With(byte[] pdf, int number, string key, string value) =>
        (number, PdfSurgery.Text(Read(pdf, number).With(key, PdfSurgery.Parse(value))));

    public static (int Number, string Body) Without(byte[] pdf, int number, string key) =>
        (number, PdfSurgery.Text(Read(pdf, number).Without(key)));

    /// <summary>The file with a text of it overwritten in place, padded with blanks.</summary>
    public static byte[] Overwritten(byte[] pdf, string from, string to, bool last = true)
    {
        var (twin, mark) = ((byte[])pdf.Clone(), PdfSurgery.Bytes(from));
        var at = last ? twin.AsSpan().LastIndexOf(mark) : twin.AsSpan().IndexOf(mark);
        PdfSurgery.Bytes(to.PadRight(from.Length)).CopyTo(twin, at);
        return twin;
    }

    public static long LastStart(byte[] pdf) => PdfSurgery.Open(pdf).Revisions[^1].XrefOffset;
}
