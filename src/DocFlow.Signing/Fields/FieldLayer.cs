using DocFlow.Signing.Appearance;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Fields;

/// <summary>Lays all fields of a plan in one incremental update, before anyone signs.</summary>
public static class FieldLayer
{
    private const int PrintAndLocked = 4 | 128;
    private const int ReadOnly = 1;

    /// <summary>Writes the new version; the answer is the plan as laid, page numbers resolved. On a refusal nothing is written.</summary>
    public static SigningOutcome<FieldPlan> Lay(Stream pdf, FieldPlan plan, Stream output) =>
        SigningRefusals.OnReadable(pdf, document => Lay(document, plan, output));

    /// <summary>Lays the default plan of <see cref="Decree30Layout"/> for this document.</summary>
    public static SigningOutcome<FieldPlan> Lay(Stream pdf, LayoutRequest request, Stream output) =>
        SigningRefusals.OnReadable(pdf, document => Lay(document, Decree30Layout.Plan(document, request), output));

    private static SigningOutcome<FieldPlan> Lay(PdfDocument document, FieldPlan plan, Stream output)
    {
        if (Refused(document, plan) is { } refusal)
            return refusal;

        var pages = document.Pages.Count;
        var resolved = plan.Fields.Select(f => f with { Page = f.Page < 0 ? pages + 1 + f.Page : f.Page }).ToList();
        if (resolved.Find(f => f.Page < 1 || f.Page > pages) is { } nowhere)
            return new SigningRefusal(
                "field.page", $"Không có trang cho trường {nowhere.Name}.", $"There is no page for the field {nowhere.Name}.");

        var update = new PdfUpdate(document);
        Add(update, resolved);
        update.Finish().WriteTo(document, output);
        return new FieldPlan(resolved);
    }

    private static SigningRefusal? Refused(PdfDocument document, FieldPlan plan)
    {
        var fields = FormFields.Read(document);
        if (FormLocks.AnySignature(document, fields))
            return new SigningRefusal(
                "pdf.signed", "Tệp đã có chữ ký số nên không thể đặt thêm trường ký; hãy gửi bản dự thảo chưa ký.",
                "The file already carries a digital signature, so no fields can be laid; send a draft that nobody has signed.");
        if (document.Dictionary(document.Catalog["AcroForm"])?["XFA"] is not null)
            return new SigningRefusal(
                "pdf.xfa", "Tệp là biểu mẫu XFA, không thể ký; hãy in ra PDF thường.",
                "The file is an XFA form and cannot be signed; print it to an ordinary PDF.");
        return plan.Fields.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1 || fields.Any(f => f.Name == g.Key)) is { } twice
            ? new SigningRefusal(
                "field.exists", $"Tên trường {twice.Key} đã có trong tệp.", $"The field name {twice.Key} is already taken in the file.")
            : null;
    }

    private static void Add(PdfUpdate update, List<PlannedField> plan)
    {
        var blank = AppearanceForm.Blank(update.Objects);
        var laid = new List<PdfObject>();
        foreach (var onPage in plan.GroupBy(f => f.Page))
        {
            var page = update.Document.Pages[onPage.Key - 1];
            var widgets = onPage.Select(PdfObject (f) => update.Objects.Add(Widget(update.Objects, f, page, blank))).ToList();
            var before = update.Document.Array(page.Dictionary["Annots"])?.Items ?? [];
            update.Objects.Set(page.Reference, page.Dictionary.With("Annots", new PdfArray([.. before, .. widgets])));
            laid.AddRange(widgets);
        }

        Form(update, laid);
    }

    private static PdfDictionary Widget(PdfObjectSet objects, PlannedField field, PdfPage page, PdfReference blank)
    {
        var widget = PdfDictionary.Empty
            .With("Type", new PdfName("Annot"))
            .With("Subtype", new PdfName("Widget"))
            .With("FT", new PdfName(field.Kind.IsSigned() ? "Sig" : "Tx"))
            .With("T", PdfString.Of(field.Name))
            .With(FormField.KindKey, new PdfName(field.Kind.ToString()))
            .With("F", new PdfInteger(PrintAndLocked))
            .With("Rect", field.Box.ToArray())
            .With("P", page.Reference)
            .With("AP", PdfDictionary.Empty.With("N", blank));
        if (page.Rotate != 0)
            widget = widget.With("MK", PdfDictionary.Empty.With("R", new PdfInteger(page.Rotate)));
        if (field.Kind == FieldKind.Seal)
            widget = widget.With("Lock", objects.Add(
                PdfDictionary.Empty.With("Type", new PdfName("SigFieldLock")).With("Action", new PdfName("All"))));
        return field.Kind.IsSigned() ? widget : widget
            .With("Ff", new PdfInteger(ReadOnly))
            .With("Q", new PdfInteger(1))
            .With("DA", PdfString.Of(field.Kind.IsItalic() ? "/TiIt 13 Tf 0 g" : "/TiRo 13 Tf 0 g"));
    }

    private static void Form(PdfUpdate update, List<PdfObject> laid)
    {
        var document = update.Document;
        var form = document.Dictionary(document.Catalog["AcroForm"]) ?? PdfDictionary.Empty;
        var resources = document.Dictionary(form["DR"]) ?? PdfDictionary.Empty;
        var fonts = (document.Dictionary(resources["Font"]) ?? PdfDictionary.Empty)
            .With("TiRo", update.Objects.Add(Standard("Times-Roman")))
            .With("TiIt", update.Objects.Add(Standard("Times-Italic")));
        form = form.Without("NeedAppearances")
            .With("Fields", new PdfArray([.. document.Array(form["Fields"])?.Items ?? [], .. laid]))
            .With("SigFlags", new PdfInteger(3))
            .With("DR", resources.With("Font", fonts));
        var reference = document.Catalog["AcroForm"] as PdfReference ?? update.Objects.Reserve();
        update.Objects.Set(reference, form);
        if (document.Catalog["AcroForm"] is not PdfReference)
            update.Objects.Set((PdfReference)document.Trailer["Root"]!, document.Catalog.With("AcroForm", reference));
    }

    private static PdfDictionary Standard(string name) => PdfDictionary.Empty
        .With("Type", new PdfName("Font")).With("Subtype", new PdfName("Type1"))
        .With("BaseFont", new PdfName(name)).With("Encoding", new PdfName("WinAnsiEncoding"));
}
