using DocFlow.Signing.Appearance;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Fields;

/// <summary>Lays all fields of a plan in one incremental update, before anyone signs.</summary>
public static class FieldLayer
{
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

        if (resolved.Find(f => !Holds(document.Pages[f.Page - 1], f.Box)) is { } outside)
            return FieldMaker.Outside(outside.Name, outside.Page);

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
        if (FormLocks.Xfa(document) is { } xfa)
            return xfa;
        return plan.Fields.Select(f => FieldMaker.Misnamed(f.Name, fields)).FirstOrDefault(r => r is not null)
            ?? (plan.Fields.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? new SigningRefusal("field.exists", $"Trường {twice.Key} được đặt hai lần.", $"The field {twice.Key} is planned twice.")
                : null);
    }

    private static bool Holds(PdfPage page, PdfBox box) => new PageFrame(page) is var frame && frame.Holds(frame.ToSeen(box));

    private static void Add(PdfUpdate update, List<PlannedField> plan)
    {
        var blank = AppearanceForm.Blank(update.Objects);
        var laid = new List<PdfReference>();
        foreach (var onPage in plan.GroupBy(f => f.Page))
        {
            var page = update.Document.Pages[onPage.Key - 1];
            var widgets = onPage.Select(f => update.Objects.Add(Widget(update.Objects, f, page, blank))).ToList();
            FormGrowth.Show(update, page, widgets);
            laid.AddRange(widgets);
        }

        FormGrowth.Join(update, laid, form => WithFonts(update, form));
    }

    private static PdfDictionary Widget(PdfObjectSet objects, PlannedField field, PdfPage page, PdfReference blank)
    {
        var widget = FormGrowth.Widget(field.Kind.IsSigned() ? "Sig" : "Tx", field.Name, page, field.Box)
            .With(FormField.KindKey, new PdfName(field.Kind.ToString()))
            .With("AP", PdfDictionary.Empty.With("N", blank));
        if (field.Kind == FieldKind.Seal)
            widget = widget.With("Lock", objects.Add(
                PdfDictionary.Empty.With("Type", new PdfName("SigFieldLock")).With("Action", new PdfName("All"))));
        return field.Kind.IsSigned() ? widget : widget
            .With("Ff", new PdfInteger(ReadOnly))
            .With("Q", new PdfInteger(1))
            .With("DA", PdfString.Of(field.Kind.IsItalic() ? "/TiIt 13 Tf 0 g" : "/TiRo 13 Tf 0 g"));
    }

    private static PdfDictionary WithFonts(PdfUpdate update, PdfDictionary form)
    {
        var resources = update.Document.Dictionary(form["DR"]) ?? PdfDictionary.Empty;
        var fonts = (update.Document.Dictionary(resources["Font"]) ?? PdfDictionary.Empty)
            .With("TiRo", update.Objects.Add(Standard("Times-Roman")))
            .With("TiIt", update.Objects.Add(Standard("Times-Italic")));
        return form.Without("NeedAppearances").With("DR", resources.With("Font", fonts));
    }

    private static PdfDictionary Standard(string name) => PdfDictionary.Empty
        .With("Type", new PdfName("Font")).With("Subtype", new PdfName("Type1"))
        .With("BaseFont", new PdfName(name)).With("Encoding", new PdfName("WinAnsiEncoding"));
}
