using DocFlow.Signing.Inspection.Text;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Whether the picture of a signature that brought its own field hides what was signed before it. A seal may lie over part of a signature,
/// as Decree 30/2020 (annex I) wants it; over the text of the letter it may not.
/// </summary>
internal sealed class Covering(Update update)
{
    private const long Hidden = 2;
    private const int MostContent = 8 << 20;

    // of a page, and of what lay there before
    private const double MostOfPage = 1.0 / 8;
    private const double MostOfOther = 1.0 / 2;

    public bool Hides(PdfReference reference, PdfDictionary field)
    {
        if (PdfBox.Of(update.After, field["Rect"]) is not { } box || PageOf(reference, field) is not { } page)
            return false;
        if (Area(box.Within(page.CropBox)) > Area(page.CropBox) * MostOfPage)
            return true;

        var others = (update.Before.Array(page.Dictionary["Annots"]) ?? new PdfArray([]))
            .Select(item => update.Before.Dictionary(item))
            .OfType<PdfDictionary>()
            .Where(one => ((update.Before.Resolve(one["F"]).AsInteger ?? 0) & Hidden) == 0)
            .Select(one => (Box: PdfBox.Of(update.Before, one["Rect"]) ?? default, IsSignature: IsSignature(one)))
            .Where(one => Area(box.Within(one.Box)) > 0)
            .ToList();
        if (others.Exists(one => Area(box.Within(one.Box)) > Area(one.Box) * MostOfOther))
            return true;
        return !others.Exists(one => one.IsSignature) && HasText(page, box);
    }

    private PdfPage? PageOf(PdfReference reference, PdfDictionary field)
    {
        var number = (field["P"] as PdfReference)?.Number ?? update.After.Pages
            .FirstOrDefault(page => update.After.Array(page.Dictionary["Annots"])?.Contains(reference) == true)?.Reference.Number;
        return update.Before.Pages.FirstOrDefault(page => page.Reference.Number == number);
    }

    private bool IsSignature(PdfDictionary widget) =>
        update.Before.Dictionary(FieldValue.Of(update.Before, widget))?["ByteRange"] is not null;

    private bool HasText(PdfPage page, PdfBox box) => PageText.Pieces(update.Before, page, MostContent).Any(piece =>
        !string.IsNullOrWhiteSpace(piece.Text)
        && Area(box.Within(new PdfBox(piece.X, piece.Y, piece.X + piece.Width, piece.Y + piece.Size / 2))) > 0);

    private static double Area(PdfBox box) => box is { Width: > 0, Height: > 0 } ? box.Width * box.Height : 0;
}
