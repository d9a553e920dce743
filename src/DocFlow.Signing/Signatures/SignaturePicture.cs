using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Signatures;

/// <summary>A signature that shows a picture and no text (Decree 30/2020, annex I).</summary>
internal static class SignaturePicture
{
    /// <summary>The appearance of a field with this picture.</summary>
    public static SigningOutcome<PdfReference> Add(PdfUpdate update, IReadOnlyList<FormField> fields, FormField field, byte[] png)
    {
        var packed = ImageObject.Of(png);
        if (packed.Refusal is { } refusal)
            return refusal;

        var image = packed.Answer;
        var size = WidgetSize.Of(update.Document, field);
        var place = field.Kind == FieldKind.Seal
            ? OverThird(update.Document, fields, field, Fitted(image, size))
            : Centred(Fitted(image, size), size);
        return AppearanceForm.Picture(update.Objects, image, size, place);
    }

    /// <summary>As large as the box allows; a picture that states its real size never larger than that.</summary>
    public static (double Width, double Height) Fitted(ImageObject image, FieldSize size)
    {
        var scale = Math.Min(size.Width / image.Width, size.Height / image.Height);
        scale = Math.Min(scale, image.PointsPerPixel is > 0.01 and var real ? real : scale);
        return (image.Width * scale, image.Height * scale);
    }

    private static PdfBox Centred((double Width, double Height) image, FieldSize size)
    {
        var (left, bottom) = ((size.Width - image.Width) / 2, (size.Height - image.Height) / 2);
        return new PdfBox(left, bottom, left + image.Width, bottom + image.Height);
    }

    /// <summary>The seal covers about a third of the signer's picture from its left.</summary>
    private static PdfBox OverThird(
        PdfDocument document, IReadOnlyList<FormField> fields, FormField seal, (double Width, double Height) image)
    {
        var size = WidgetSize.Of(document, seal);
        var centred = Centred(image, size);
        var signer = fields.LastOrDefault(f => f.Kind == FieldKind.Signature && f.IsSigned && Page(document, f) == Page(document, seal));
        if (signer is null || Shown(document, signer) is not { } drawn || size.Rotate != 0)
            return centred;

        var origin = PdfBox.Of(document, document.Dictionary(seal.Widget)!["Rect"]) ?? default;
        var right = Math.Clamp(drawn.Left + drawn.Width / 3 - origin.Left, image.Width, size.Width);
        var middle = Math.Clamp((drawn.Bottom + drawn.Top) / 2 - origin.Bottom, image.Height / 2, size.Height - image.Height / 2);
        return new PdfBox(right - image.Width, middle - image.Height / 2, right, middle + image.Height / 2);
    }

    /// <summary>Where on its page a signer's picture is drawn.</summary>
    private static PdfBox? Shown(PdfDocument document, FormField signer)
    {
        var widget = document.Dictionary(signer.Widget)!;
        if (PdfBox.Of(document, widget["Rect"]) is not { } box)
            return null;
        return document.Resolve(document.Dictionary(widget["AP"])?["N"]) is PdfStream { Length: < 4096 } form
            && AppearanceForm.PlaceOfPicture(document.Decode(form, 4096)) is { } at
            ? new PdfBox(box.Left + at.Left, box.Bottom + at.Bottom, box.Left + at.Right, box.Bottom + at.Top)
            : box;
    }

    private static PdfObject? Page(PdfDocument document, FormField field) => document.Dictionary(field.Widget)?["P"];
}
