using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Fields;

/// <summary>Makes one signature field in the update that signs it.</summary>
internal static class FieldMaker
{
    /// <summary>The field as it will be, or why it may not be added.</summary>
    public static SigningOutcome<FormField> Make(PdfUpdate update, IReadOnlyList<FormField> fields, string name, NewField place)
    {
        var document = update.Document;
        if (FormLocks.OfNew(document, fields, name) is { } forbidden)
            return forbidden;
        if (Misnamed(name, fields) is { } misnamed)
            return misnamed;
        var number = place.Page < 0 ? document.Pages.Count + 1 + place.Page : place.Page;
        if (number < 1 || number > document.Pages.Count)
            return new SigningRefusal("field.page", $"Không có trang cho trường {name}.", $"There is no page for the field {name}.");

        var page = document.Pages[number - 1];
        var frame = new PageFrame(page);
        if (place.Box is { } box && !frame.Holds(box))
            return Outside(name, number);

        var widget = FormGrowth.Widget("Sig", name, page, place.Box is { } shown ? frame.ToPage(shown) : default);
        var reference = update.Objects.Add(widget);
        FormGrowth.Show(update, page, [reference]);
        FormGrowth.Join(update, [reference]);
        return new FormField(name, "Sig", reference, widget, reference);
    }

    /// <summary>Why a new field cannot have this name beside those of the file, or null.</summary>
    public static SigningRefusal? Misnamed(string name, IReadOnlyList<FormField> fields)
    {
        if (name.Length == 0 || name.Contains('.'))
            return new SigningRefusal(
                "field.name", $"“{name}” không dùng làm tên trường được: tên không được trống hoặc có dấu chấm.",
                $"“{name}” cannot be the name of a field: it must not be empty nor hold a full stop.");
        return fields.Any(f => f.Name == name || f.Name.StartsWith($"{name}.", StringComparison.Ordinal))
            ? new SigningRefusal(
                "field.exists", $"Tên trường {name} đã có trong tệp.", $"The field name {name} is already taken in the file.")
            : null;
    }

    public static SigningRefusal Outside(string name, int page) => new(
        "field.outside", $"Khung của trường {name} không nằm gọn trong trang {page}.",
        $"The box of the field {name} does not lie within page {page}.");
}
