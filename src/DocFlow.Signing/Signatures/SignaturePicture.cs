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
        return AppearanceForm.Picture(update.Objects, shown, size, place ?? Centred(new PdfBox(0, 0, size.Width, size.Height), fitted));
    }

    /// <summary>As large as the box allows; a picture that states its real size never larger than that.</summary>
    public static (double Width, double Height) Fitted(ImageObject image, FieldSize size)
    {
        var scale = Math.Min(size.Width / image.Width, size.Height / image.Height);
        scale = Math.Min(scale, image.PointsPerPixel is > 0.01 and var real ? real : scale);
        return (image.Width * scale, image.Height * scale);
    }

    /// <summary>In the middle of a room.</summary>
    public static PdfBox Centred(PdfBox room, (double Width, double Height) image)
    {
        var (left, bottom) = (room.Left + (room.Width - image.Width) / 2, room.Bottom + (room.Height - image.Height) / 2);
        return new PdfBox(left, bottom, left + image.Width, bottom + image.Height);
    }
}
