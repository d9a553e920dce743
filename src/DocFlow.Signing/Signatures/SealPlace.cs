using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Signatures;

/// <summary>
/// Where in its field the seal stands: over about a third of the signer's picture, from its left (Decree 30/2020, annex I).
/// </summary>
internal static class SealPlace
{
    /// <summary>The place of a seal so large; null when its page shows no signer's picture.</summary>
    public static PdfBox? Of(PdfDocument document, IReadOnlyList<FormField> fields, FormField seal, (double Width, double Height) image)
    {
        var page = WidgetPlace.Page(document, seal);
        var signer = fields.LastOrDefault(f => f.Kind == FieldKind.Signature && f.IsSigned && WidgetPlace.Page(document, f) == page);
        if (signer is null || Shown(document, signer) is not { } drawn || WidgetPlace.Upright(document, seal) is not { } room)
            return null;

        var right = Math.Clamp(drawn.Left + drawn.Width / 3 - room.Left, image.Width, room.Width);
        var middle = Math.Clamp((drawn.Bottom + drawn.Top) / 2 - room.Bottom, image.Height / 2, room.Height - image.Height / 2);
        return new PdfBox(right - image.Width, middle - image.Height / 2, right, middle + image.Height / 2);
    }

    /// <summary>Where on its page, as seen, a signer's picture is drawn; the whole field when that cannot be told.</summary>
    private static PdfBox? Shown(PdfDocument document, FormField signer)
    {
        var widget = document.Dictionary(signer.Widget)!;
        if (WidgetPlace.Upright(document, signer) is not { } box)
            return null;
        return document.Resolve(document.Dictionary(widget["AP"])?["N"]) is PdfStream { Length: < 4096 } form
            && AppearanceForm.PlaceOfPicture(document.Decode(form, 4096)) is { } at
            ? new PdfBox(box.Left + at.Left, box.Bottom + at.Bottom, box.Left + at.Right, box.Bottom + at.Top)
            : box;
    }
}
