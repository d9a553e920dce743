using System.Globalization;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Signatures;

/// <summary>
/// What a page shows of a signature after Decree 30/2020, annex I, in each of its cases. An annex in the same file as its document is
/// not signed for itself: see <see cref="LayoutRequest.MainPages"/>.
/// </summary>
public static class Decree30Display
{
    /// <summary>Text stands in the upper margin (20 to 25 mm), where no text of the document is.</summary>
    private const double MarginFoot = 56;
    private const double FromTop = 5;
    private const double FromRight = 42.5;
    private const double Widest = 260;
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    /// <summary>A person with authority: the signature as on paper, blue, between title and name; no text.</summary>
    public static SignatureRequest Signer(string field, DateTimeOffset at, byte[] picture) => new(field, at) { Picture = picture };

    /// <summary>The agency on the document itself: the seal, red, over a third of the signature from its left; no text.</summary>
    public static SignatureRequest Seal(DateTimeOffset at, byte[] picture) => new(Decree30Layout.Seal, at) { Picture = picture };

    /// <summary>
    /// The agency on an annex in a file of its own: no picture; number and notation (such as 15/VPCP-TTĐT) and signing time in the upper
    /// right corner of its first page.
    /// </summary>
    public static SignatureRequest SeparateAnnex(PdfDocument annex, string numberAndNotation, DateTimeOffset at) =>
        InCorner(annex, at, numberAndNotation, Moment(at));

    /// <summary>
    /// The agency on an electronic copy: no picture; form of copy, agency and signing time in the upper right corner of the first page.
    /// Refused when this form of copy may not be made from that original (article 25).
    /// </summary>
    public static SigningOutcome<SignatureRequest> Copy(
        PdfDocument copy, (CopyForm Form, Original Original) made, string agency, DateTimeOffset at) =>
        CopyForms.Refused(made.Form, made.Original) is { } refusal
            ? refusal
            : InCorner(copy, at, made.Form.Title(), agency, Moment(at));

    /// <summary>The signing time as it is shown: 05-02-2026 14:15:00 +07:00.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.ToOffset(Vietnam).ToString("dd-MM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static SignatureRequest InCorner(PdfDocument document, DateTimeOffset at, params string[] lines)
    {
        var text = string.Join('\n', lines);
        var page = new PageFrame(document.Pages[0]);
        var (right, top) = (page.Width - FromRight, page.Height - FromTop);
        var (width, height) = SignatureLook.Room(text, Math.Min(Widest, page.Width - 2 * FromRight), MarginFoot - FromTop);
        var box = new PdfBox(right - width, top - height, right, top);
        return new SignatureRequest(Decree30Layout.Seal, at) { Text = text, NewField = new NewField(1, box) };
    }
}
