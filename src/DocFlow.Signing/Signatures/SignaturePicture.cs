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
        var size = WidgetPlace.Size(update.Document, field);
        var fitted = Fitted(image, size);
        var place = field.Kind == FieldKind.Seal ? SealPlace.Of(update.Document, fields, field, fitted) : null;
        var shown = SharedPicture.Of(update, fields, image);
        return AppearanceForm.Picture(update.Objects, shown, size, place ?? Centred(fitted, size));
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
}
