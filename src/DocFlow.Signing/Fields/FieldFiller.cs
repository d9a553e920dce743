using DocFlow.Signing.Appearance;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Fields;

/// <summary>Fills number and date into the fields kept for them: a form change that DocMDP P=2 permits.</summary>
public static class FieldFiller
{
    private const double Size = 13;

    /// <summary>Writes the new version; the answer is what was filled, by field name. On a refusal nothing is written.</summary>
    public static SigningOutcome<IReadOnlyDictionary<string, string>> Fill(Stream pdf, IssueMarks marks, Stream output) =>
        SigningRefusals.OnReadable(pdf, document => Fill(document, marks, output));

    private static SigningOutcome<IReadOnlyDictionary<string, string>> Fill(PdfDocument document, IssueMarks marks, Stream output)
    {
        var fields = FormFields.Read(document);
        var texts = fields.Where(f => f.Kind is { } kind && !kind.IsSigned()).ToList();
        if (texts.Count == 0)
            return new SigningRefusal(
                "field.missing", "Tệp không có trường số, ngày tháng để điền.", "The file has no fields for number and date.");
        if (texts.Find(f => f.Value is not null) is { } filled)
            return new SigningRefusal(
                "field.filled", $"Trường {filled.Name} đã được điền.", $"The field {filled.Name} has been filled already.");
        if (texts.Select(f => FormLocks.Of(document, fields, f)).FirstOrDefault(r => r is not null) is { } locked)
            return locked;

        var update = new PdfUpdate(document);
        foreach (var style in texts.GroupBy(f => f.Kind!.Value.IsItalic()))
        {
            if (Draw(update, [.. style], style.Key ? TrueTypeFont.Italic : TrueTypeFont.Regular, marks) is { } refusal)
                return refusal;
        }

        update.Finish().WriteTo(document, output);
        return texts.ToDictionary(f => f.Name, f => marks.TextFor(f.Kind!.Value)!);
    }

    private static SigningRefusal? Draw(PdfUpdate update, List<FormField> fields, TrueTypeFont font, IssueMarks marks)
    {
        var writer = new FontWriter(font);
        var embedded = update.Objects.Reserve();
        foreach (var field in fields)
        {
            var text = marks.TextFor(field.Kind!.Value)!;
            var size = WidgetPlace.Size(update.Document, field);
            var fitted = FittedText.Of(text, font, writer, (Size, size.Width));
            if (fitted.Refusal is { } refusal)
                return refusal;
            var shown = AppearanceForm.Line(update.Objects, fitted.Answer, size, embedded);
            update.Objects.Set(field.Reference, field.Dictionary.With("V", PdfString.Of(text)));
            var widget = (PdfDictionary)update.Resolve(field.Widget);
            update.Objects.Set(field.Widget, widget.With("AP", PdfDictionary.Empty.With("N", shown)));
        }

        writer.Add(update.Objects, embedded);
        return null;
    }
}
