using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Fields;

/// <summary>Puts new fields on their pages and into the form, and changes nothing else (ISO 32000-2, 12.7.3 and 12.5.6.19).</summary>
internal static class FormGrowth
{
    /// <summary>Shown in print; not to be moved.</summary>
    private const int PrintAndLocked = 4 | 128;

    /// <summary>Signatures exist; append only.</summary>
    private static readonly PdfInteger Signed = new(3);

    /// <summary>The dictionary of a field that is its own widget.</summary>
    public static PdfDictionary Widget(string type, string name, PdfPage page, PdfBox box)
    {
        var widget = PdfDictionary.Empty
            .With("Type", new PdfName("Annot"))
            .With("Subtype", new PdfName("Widget"))
            .With("FT", new PdfName(type))
            .With("T", PdfString.Of(name))
            .With("F", new PdfInteger(PrintAndLocked))
            .With("Rect", box.ToArray())
            .With("P", page.Reference);
        return page.Rotate == 0 ? widget : widget.With("MK", PdfDictionary.Empty.With("R", new PdfInteger(page.Rotate)));
    }

    /// <summary>
    /// Adds widgets at the end of the page's annotations; the page then holds the list itself, so that no other page shares it.
    /// </summary>
    public static void Show(PdfUpdate update, PdfPage page, IReadOnlyCollection<PdfReference> widgets)
    {
        var dictionary = (PdfDictionary)update.Resolve(page.Reference);
        var before = (update.Resolve(dictionary["Annots"]) as PdfArray)?.Items ?? [];
        update.Objects.Set(page.Reference, dictionary.With("Annots", new PdfArray([.. before, .. widgets])));
    }

    /// <summary>
    /// Adds fields at the end of the form, which is made when there is none; <paramref name="further"/> changes its other entries.
    /// </summary>
    public static void Join(
        PdfUpdate update, IReadOnlyCollection<PdfReference> fields, Func<PdfDictionary, PdfDictionary>? further = null) =>
        Change(update, before =>
        {
            var list = (update.Resolve(before["Fields"]) as PdfArray)?.Items ?? [];
            var form = before.With("Fields", new PdfArray([.. list, .. fields])).With("SigFlags", Signed);
            return further is null ? form : further(form);
        });

    /// <summary>Says that the file holds signatures and is to be appended to only, where it does not say so yet (table 225).</summary>
    public static void OnlyAppended(PdfUpdate update) =>
        Change(update, before => before["SigFlags"]?.AsInteger == 3 ? before : before.With("SigFlags", Signed));

    private static void Change(PdfUpdate update, Func<PdfDictionary, PdfDictionary> change)
    {
        var root = (PdfReference)update.Document.Trailer["Root"]!;
        var catalog = (PdfDictionary)update.Resolve(root);
        var before = update.Resolve(catalog["AcroForm"]) as PdfDictionary;
        var form = change(before ?? PdfDictionary.Empty);
        if (ReferenceEquals(form, before))
            return;
        if (before is not null && catalog["AcroForm"] is PdfReference reference)
            update.Objects.Set(reference, form);
        else
            update.Objects.Set(root, catalog.With("AcroForm", before is null ? update.Objects.Add(form) : form));
    }
}
