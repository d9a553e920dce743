using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Signatures;

/// <summary>What a signature shows: a picture, text, or both side by side.</summary>
internal static class SignatureLook
{
    /// <summary>Times upright, 10 pt, black (Decree 30/2020, annex I); smaller where the box is small.</summary>
    private static readonly TextStyle Letters = new(10);
    private const double Margin = 2;

    public static SigningOutcome<PdfReference> Add(
        PdfUpdate update, IReadOnlyList<FormField> fields, FormField field, SignatureRequest request)
    {
        if (request.Text is not { } text)
            return SignaturePicture.Add(update, fields, field, request.Picture!);

        var size = WidgetPlace.Size(update.Document, field);
        var whole = new PdfBox(0, 0, size.Width, size.Height);
        if (request.Picture is not { } png)
            return Text(update, size, text, whole);

        var packed = ImageObject.Of(png);
        if (packed.Refusal is { } refusal)
            return refusal;
        var (beside, rest) = Split(whole);
        var image = packed.Answer;
        var fitted = SignaturePicture.Fitted(image, new FieldSize(beside.Width, beside.Height, size.Rotate));
        var place = SignaturePicture.Centred(beside, fitted);
        return Text(update, size, text, rest, (SharedPicture.Of(update, fields, image), place));
    }

    /// <summary>The size of the box a text just fills, at most as given; all of that when it cannot be shown at all.</summary>
    public static (double Width, double Height) Room(string text, double width, double height)
    {
        var block = TextBlock.Of(text, Letters, (width - 2 * Margin, height - 2 * Margin));
        // half a point for the rounding of the rectangle
        return block.Refusal is null
            ? (Math.Min(width, block.Answer.Width + 2 * Margin + 0.5), Math.Min(height, block.Answer.Height + 2 * Margin + 0.5))
            : (width, height);
    }

    private static SigningOutcome<PdfReference> Text(
        PdfUpdate update, FieldSize size, string text, PdfBox room, (PdfReference Image, PdfBox Place)? picture = null)
    {
        var inner = new PdfBox(room.Left + Margin, room.Bottom + Margin, room.Right - Margin, room.Top - Margin);
        var block = TextBlock.Of(text, Letters, (inner.Width, inner.Height));
        if (block.Refusal is { } refusal)
            return refusal;
        var lines = SignaturePicture.Centred(inner, (inner.Width, block.Answer.Height));
        return AppearanceForm.Text(update.Objects, size, (block.Answer, lines), picture);
    }

    /// <summary>The picture has two fifths: on the left of a wide box, at the top of a tall one.</summary>
    private static (PdfBox Picture, PdfBox Text) Split(PdfBox box)
    {
        var (across, up) = (box.Width * 0.4, box.Height * 0.6);
        return box.Width > box.Height
            ? (box with { Right = across }, box with { Left = across })
            : (box with { Bottom = up }, box with { Top = up });
    }
}
