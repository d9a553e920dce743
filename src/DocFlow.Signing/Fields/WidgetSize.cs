using DocFlow.Signing.Appearance;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>How large a field is as the reader sees it, and how its page is turned.</summary>
internal static class WidgetSize
{
    public static FieldSize Of(PdfDocument document, FormField field)
    {
        var widget = document.Dictionary(field.Widget) ?? field.Dictionary;
        var box = PdfBox.Of(document, widget["Rect"]) ?? default;
        var page = document.Pages.FirstOrDefault(p => p.Reference.Equals(widget["P"]));
        var (unit, rotate) = (page?.UserUnit ?? 1, Rotate(document, widget) ?? page?.Rotate ?? 0);
        var (width, height) = rotate % 180 == 0 ? (box.Width, box.Height) : (box.Height, box.Width);
        return new FieldSize(width * unit, height * unit, rotate);
    }

    private static int? Rotate(PdfDocument document, PdfDictionary widget) =>
        (int?)document.Number(document.Dictionary(widget["MK"])?["R"]);
}
