using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Signatures;

/// <summary>A picture that earlier signatures already brought into the file is not brought in again.</summary>
internal static class SharedPicture
{
    /// <summary>The picture in the file: the one that is there, or a new one.</summary>
    public static PdfReference Of(PdfUpdate update, IReadOnlyList<FormField> fields, ImageObject image)
    {
        var document = update.Document;
        var shown = fields.Where(f => f.IsSigned).Select(f => Shown(document, f)).OfType<PdfReference>().Distinct();
        return shown.FirstOrDefault(there => image.IsSame(document, there)) ?? image.AddTo(update.Objects);
    }

    private static PdfReference? Shown(PdfDocument document, FormField signed)
    {
        var form = document.Dictionary(document.Dictionary(document.Dictionary(signed.Widget)?["AP"])?["N"]);
        return document.Dictionary(document.Dictionary(form?["Resources"])?["XObject"])?["Im"] as PdfReference;
    }
}
