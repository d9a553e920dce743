using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Appearance;

/// <summary>The form XObjects that fields show (ISO 32000-2, 8.10 and 12.5.5).</summary>
internal static class AppearanceForm
{
    /// <summary>Shows nothing.</summary>
    public static PdfReference Blank(PdfObjectSet objects) => Add(objects, new FieldSize(1, 1, 0), "", PdfDictionary.Empty);

    /// <summary>A picture alone in a box of the given size; <paramref name="place"/> says where in it.</summary>
    public static PdfReference Picture(PdfObjectSet objects, PdfReference image, FieldSize size, PdfBox place) => Add(
        objects, size, Picture(place),
        PdfDictionary.Empty.With("XObject", PdfDictionary.Empty.With("Im", image)));

    /// <summary>One centred line.</summary>
    public static PdfReference Line(PdfObjectSet objects, FittedText text, FieldSize size, PdfReference font)
    {
        var x = (size.Width - text.Width) / 2;
        var y = (size.Height - 1.2 * text.Size) / 2 + 0.3 * text.Size;
        var shown = FormattableString.Invariant($"/F {text.Size:0.##} Tf {x:0.##} {y:0.##} Td {text.Glyphs} Tj");
        var resources = PdfDictionary.Empty.With("Font", PdfDictionary.Empty.With("F", font));
        return Add(objects, size, $"/Tx BMC q BT 0 g {shown} ET Q EMC", resources);
    }

    /// <summary>Lines of text from the upper left corner of their place, and perhaps a picture in another.</summary>
    public static PdfReference Text(
        PdfObjectSet objects, FieldSize size, (TextBlock Block, PdfBox Place) text, (PdfReference Image, PdfBox Place)? picture)
    {
        var (font, writer) = (objects.Reserve(), new FontWriter(text.Block.Style.Font));
        var content = text.Block.Shown(writer, text.Place.Left, text.Place.Top);
        writer.Add(objects, font);
        var resources = PdfDictionary.Empty.With("Font", PdfDictionary.Empty.With("F", font));
        if (picture is not { } beside)
            return Add(objects, size, content, resources);

        var image = PdfDictionary.Empty.With("Im", beside.Image);
        return Add(objects, size, $"{Picture(beside.Place)} {content}", resources.With("XObject", image));
    }

    /// <summary>Where a picture was put, read back from the content.</summary>
    public static PdfBox? PlaceOfPicture(byte[] content)
    {
        var words = Encoding.Latin1.GetString(content).Split(' ');
        var numbers = words.Skip(1).Take(6)
            .Select(w => double.TryParse(w, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToList();
        return words is ["q", _, _, _, _, _, _, "cm", "/Im", ..] && !numbers.Exists(double.IsNaN)
            ? new PdfBox(numbers[4], numbers[5], numbers[4] + numbers[0], numbers[5] + numbers[3])
            : null;
    }

    private static string Picture(PdfBox at) =>
        FormattableString.Invariant($"q {at.Width:0.##} 0 0 {at.Height:0.##} {at.Left:0.##} {at.Bottom:0.##} cm /Im Do Q");

    private static PdfReference Add(PdfObjectSet objects, FieldSize size, string content, PdfDictionary resources)
    {
        var form = PdfDictionary.Empty
            .With("Type", new PdfName("XObject"))
            .With("Subtype", new PdfName("Form"))
            .With("BBox", PdfArray.Of(0, 0, size.Width, size.Height))
            .With("Resources", resources);
        // upright to the reader on a turned page
        if (size.Rotate != 0)
            form = form.With("Matrix", size.Rotate switch
            {
                90 => PdfArray.Of(0d, 1, -1, 0, 0, 0),
                180 => PdfArray.Of(-1d, 0, 0, -1, 0, 0),
                _ => PdfArray.Of(0d, -1, 1, 0, 0, 0),
            });
        return objects.AddStream(form, Encoding.ASCII.GetBytes(content));
    }
}
