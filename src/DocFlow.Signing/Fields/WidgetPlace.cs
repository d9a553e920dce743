using DocFlow.Signing.Appearance;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>Where a field shows, as the reader sees its page.</summary>
internal static class WidgetPlace
{
    /// <summary>How large it is in points, and how its page is turned.</summary>
    public static FieldSize Size(PdfDocument document, FormField field)
    {
        var page = Page(document, field);
        var rotate = Turn(document, field) ?? page?.Rotate ?? 0;
        var (box, unit) = (Rectangle(document, field), page?.UserUnit ?? 1);
        var (width, height) = rotate % 180 == 0 ? (box.Width, box.Height) : (box.Height, box.Width);
        return new FieldSize(width * unit, height * unit, rotate);
    }

    /// <summary>The page that lists its widget; null when it is on none.</summary>
    public static PdfPage? Page(PdfDocument document, FormField field) =>
        document.Pages.FirstOrDefault(p => p.Reference.Equals(Widget(document, field)["P"]))
            ?? document.Pages.FirstOrDefault(p => document.Array(p.Dictionary["Annots"])?.Contains(field.Widget) ?? false);

    /// <summary>Its box on its page as shown; null when it is on none.</summary>
    public static PdfBox? Box(PdfDocument document, FormField field) =>
        Page(document, field) is { } page ? new PageFrame(page).ToSeen(Rectangle(document, field)) : null;

    /// <summary>The same for what is upright on its page; null for what is upright only to readers who turn their head.</summary>
    public static PdfBox? Upright(PdfDocument document, FormField field) =>
        Page(document, field) is { } page && (Turn(document, field) ?? page.Rotate) == page.Rotate ? Box(document, field) : null;

    private static PdfBox Rectangle(PdfDocument document, FormField field) =>
        PdfBox.Of(document, Widget(document, field)["Rect"]) ?? default;

    private static int? Turn(PdfDocument document, FormField field) =>
        (int?)document.Number(document.Dictionary(Widget(document, field)["MK"])?["R"]);

    private static PdfDictionary Widget(PdfDocument document, FormField field) => document.Dictionary(field.Widget) ?? field.Dictionary;
}
