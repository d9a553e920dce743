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
        var rotate = Rotate(document, widget);
        return rotate % 180 == 0 ? new FieldSize(box.Width, box.Height, rotate) : new FieldSize(box.Height, box.Width, rotate);
    }

    private static int Rotate(PdfDocument document, PdfDictionary widget) =>
        (int?)document.Number(document.Dictionary(widget["MK"])?["R"])
            ?? document.Pages.FirstOrDefault(p => p.Reference.Equals(widget["P"]))?.Rotate ?? 0;
}
