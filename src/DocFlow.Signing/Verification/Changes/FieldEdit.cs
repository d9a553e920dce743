using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>Judges a field or widget that differs: only a value where none is locked, with the appearance that shows it.</summary>
internal sealed class FieldEdit(Update update, Permission permission, HashSet<int> explained)
{
    private readonly NewContent _content = new(update, explained);

    /// <summary>The complaint, or null when the change is allowed; then its objects are claimed.</summary>
    public Sentence? Judge(FormNode node)
    {
        var number = node.Reference!.Number;
        if (!update.Changed.Contains(number))
            return null;
        if (Update.Value(update.After, number) is not PdfDictionary now)
            return new Sentence($"Trường {node.Name} bị gỡ bỏ.", $"Field {node.Name} was removed.");

        var different = Different(node.Dictionary, now);
        if (permission.Locks(node.Name))
            return new Sentence($"Trường {node.Name} đã khóa nhưng bị thay đổi.", $"Field {node.Name} was locked, yet it was changed.");
        if (different.Exists(key => !Changeable(node.Type).Contains(key)))
            return new Sentence($"Trường {node.Name} bị sửa ngoài việc điền giá trị.",
                $"Field {node.Name} was changed in more than its value.");
        if (!IsFilled(node, now, different) || !_content.Claim(now["V"]) || !HasPlainAppearance(now))
            return new Sentence($"Giá trị hoặc hình hiển thị của trường {node.Name} không hợp lệ.",
                $"The value or appearance of field {node.Name} is not one that filling makes.");

        explained.Add(number);
        return null;
    }

    /// <summary>The keys whose values differ.</summary>
    public static List<string> Different(PdfDictionary before, PdfDictionary after) =>
        [.. before.Keys.Union(after.Keys).Where(key => !Equals(before[key], after[key]))];

    /// <summary>Whether the appearance is new streams only and brings nothing strange.</summary>
    public bool HasPlainAppearance(PdfDictionary widget)
    {
        if (update.After.Resolve(widget["AP"]) is not PdfDictionary appearance)
            return widget["AP"] is null;
        return appearance.Keys.All(key => key is "N" or "D" or "R") && _content.Claim(widget["AP"]);
    }

    private static string[] Changeable(string? type) => type switch
    {
        "Btn" => ["V", "AS", "AP", "M"],
        "Ch" => ["V", "I", "AP", "M"],
        _ => ["V", "AP", "M"],
    };

    private bool IsFilled(FormNode node, PdfDictionary now, List<string> different)
    {
        if (!different.Contains("V"))
            return node.Dictionary["FT"] is null && node.Dictionary["T"] is null; // a widget apart from its field: the field has the value
        return (node.Type, update.After.Resolve(now["V"])) switch
        {
            ("Sig", PdfDictionary value) => node.Dictionary["V"] is null && now["V"] is PdfReference signature
                && update.IsNew(signature.Number) && value["ByteRange"] is not null,
            ("Tx", PdfString) => true,
            ("Ch", PdfString or PdfArray) => true,
            ("Btn", PdfName) => true,
            _ => false,
        };
    }
}
