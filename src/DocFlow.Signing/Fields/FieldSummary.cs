using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>What somebody wants to know of a field before signing or filling it.</summary>
/// <param name="Name">The full name, parts joined by full stops.</param>
/// <param name="Type">Sig, Tx, Btn or Ch (ISO 32000-2, 12.7.5).</param>
/// <param name="Kind">What our field plan made it for; null when it is not ours.</param>
/// <param name="Page">From 1; null when no page shows it.</param>
/// <param name="Box">In points from the lower left corner of its page as shown; null when it shows nothing.</param>
/// <param name="IsSigned">Whether it is a signature field that holds a signature.</param>
/// <param name="IsLocked">Whether a signature forbids to sign or fill it any more.</param>
public sealed record FieldSummary(string Name, string Type, FieldKind? Kind, int? Page, PdfBox? Box, bool IsSigned, bool IsLocked)
{
    /// <summary>What is filled in, when it is text.</summary>
    public string? Text { get; init; }

    /// <summary>All fields of a file in the order of its form; a file that cannot be read or is encrypted is a refusal.</summary>
    public static SigningOutcome<IReadOnlyList<FieldSummary>> List(Stream pdf) => SigningRefusals.OnReadable(pdf, List);

    private static SigningOutcome<IReadOnlyList<FieldSummary>> List(PdfDocument document)
    {
        var fields = FormFields.Read(document);
        return fields.Select(f => Of(document, fields, f)).ToList();
    }

    private static FieldSummary Of(PdfDocument document, IReadOnlyList<FormField> fields, FormField field)
    {
        var page = WidgetPlace.Page(document, field);
        var number = page is null ? (int?)null : document.Pages.Index().First(p => p.Item == page).Index + 1;
        var box = WidgetPlace.Box(document, field) is { Width: > 0, Height: > 0 } seen ? seen : (PdfBox?)null;
        return new FieldSummary(
            field.Name, field.Type, field.Kind, number, box, field.IsSigned, FormLocks.IsLocked(document, fields, field.Name))
        {
            Text = document.Resolve(field.Value).AsText,
        };
    }
}
