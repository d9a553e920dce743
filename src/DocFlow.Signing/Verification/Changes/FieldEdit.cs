using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>Judges a field or widget that differs: only a value where none is locked, with the appearance that shows it.</summary>
internal sealed class FieldEdit(Update update, Permission permission, Account account)
{
    private readonly NewContent _content = new(update, account.Explained);
    private readonly FieldValue _value = new(update);

    /// <summary>Judges one node of the form; <paramref name="form"/> is all of them.</summary>
    public void Judge(FormNode node, IReadOnlyList<FormNode> form)
    {
        var number = node.Reference!.Number;
        if (!update.Changed.Contains(number))
            return;
        account.Explained.Add(number);
        if (Update.Value(update.After, number) is not PdfDictionary now)
        {
            account.Complain($"Trường {node.Name} bị gỡ bỏ.", $"Field {node.Name} was removed.");
            return;
        }

        var different = Different(node.Dictionary, now).FindAll(key => !FieldMarks.IsHarmless(update, node, now, key));
        if (different.Count > 0 && Fault(node, now, different, form) is { } fault)
            account.Complaints.Add(fault);
        else if (different.Count > 0 && account.Given.Add(node.Name))
            Tell(node);
    }

    /// <summary>The keys whose values differ.</summary>
    public static List<string> Different(PdfDictionary before, PdfDictionary after) =>
        [.. before.Keys.Union(after.Keys).Where(key => !Equals(before[key], after[key]))];

    /// <summary>Whether the appearance is drawn for this widget alone and brings nothing strange.</summary>
    public bool HasPlainAppearance(PdfDictionary widget)
    {
        if (update.After.Resolve(widget["AP"]) is not PdfDictionary appearance)
            return widget["AP"] is null;
        return appearance.Keys.All(key => key is "N" or "D" or "R") && _content.Claim(widget["AP"]);
    }

    private Sentence? Fault(FormNode node, PdfDictionary now, List<string> different, IReadOnlyList<FormNode> form)
    {
        if (Locked(node, different, form) is { } locked)
            return new Sentence($"Trường {locked} đã khóa nhưng bị thay đổi.", $"Field {locked} was locked, yet it was changed.");
        if (different.Exists(key => !Changeable(node.Type).Contains(key)))
            return new Sentence($"Trường {node.Name} bị sửa ngoài việc điền giá trị.",
                $"Field {node.Name} was changed in more than its value.");
        return _value.IsGiven(node, now) && _content.Claim(now["V"]) && HasPlainAppearance(now)
            ? null
            : new Sentence($"Giá trị hoặc hình hiển thị của trường {node.Name} không hợp lệ.",
                $"The value or appearance of field {node.Name} is not one that filling makes.");
    }

    // a value is inherited by everything below
    private string? Locked(FormNode node, List<string> different, IReadOnlyList<FormNode> form)
    {
        if (permission.Locks(node.Name))
            return node.Name;
        return different.Contains("V") && node.Dictionary["Kids"] is not null
            ? form.FirstOrDefault(one => one.Name.StartsWith(node.Name + ".", StringComparison.Ordinal) && permission.Locks(one.Name))?.Name
            : null;
    }

    private static string[] Changeable(string? type) => type switch
    {
        "Btn" => ["V", "AS", "AP"],
        "Ch" => ["V", "I", "TI", "AP", "DA"],
        "Sig" => ["V", "AP", "AS", "DA"],
        _ => ["V", "RV", "AP", "AS", "DA"],
    };

    private void Tell(FormNode node)
    {
        if (node.Type == "Sig")
            account.Tell($"Trường {node.Name} được ký.", $"Field {node.Name} was signed.");
        else
            account.Tell($"Trường {node.Name} được điền.", $"Field {node.Name} was filled in.");
    }
}
