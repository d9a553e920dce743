using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>The dictionary of the interactive form (ISO 32000-2 12.7.3): more fields only with signatures, and what fillers need.</summary>
internal sealed class FormChange(Update update, Permission permission, FieldEdit edit, Account account)
{
    private readonly NewContent _content = new(update, account.Explained);

    public void Judge(PdfObject? was, PdfObject? now, IReadOnlyList<FormNode> form)
    {
        var (before, after) = (update.Before.Dictionary(was), update.After.Dictionary(now));
        if (before is null || after is null)
        {
            if (before != after)
                account.Complain("Biểu mẫu bị thêm hoặc gỡ bỏ.", "The form was added or removed.");
            return;
        }

        Explain(now);
        Fields(before["Fields"], after["Fields"], form);
        foreach (var key in FieldEdit.Different(before, after).Append("DR").Distinct().Where(key => key != "Fields"))
        {
            if (!IsAllowed(key, before, after, form))
                account.Complain($"Mục /{key} của biểu mẫu bị thay đổi.", $"The form's entry /{key} was changed.");
        }
    }

    private void Fields(PdfObject? was, PdfObject? now, IReadOnlyList<FormNode> form)
    {
        var (before, after) = (update.Before.Array(was), update.After.Array(now));
        var isAllowed = Equals(before, after) || (before is not null && after is not null
            && new AddedSignatures(update, permission, edit, account).Allow(before, after, form));
        if (!isAllowed)
            account.Complain("Danh sách trường của biểu mẫu bị thay đổi.", "The list of the form's fields was changed.");
        Explain(now);
    }

    private bool IsAllowed(string key, PdfDictionary before, PdfDictionary after, IReadOnlyList<FormNode> form) => key switch
    {
        "SigFlags" => update.After.Resolve(after[key]) is PdfInteger,
        "DR" => Resources(before[key], after[key]),
        "DA" => !permission.LocksAll && update.After.Resolve(after[key]) is PdfString && (before[key] is null || !form.Any(IsShown)),
        "NeedAppearances" => update.After.Resolve(after[key]) is PdfNull or PdfBoolean { Value: false }
            || (!permission.LocksAll && !form.Any(IsShown)),
        _ => false,
    };

    // asked for new appearances, a viewer redraws what stood there when it was signed
    private bool IsShown(FormNode node) => node.Type is "Tx" or "Ch"
        && update.Before.Resolve(FieldValue.Of(update.Before, node.Dictionary)) is not (PdfNull or PdfString { Bytes: [] });

    // fonts for what is filled in, beside those that were there
    private bool Resources(PdfObject? was, PdfObject? now)
    {
        if (Equals(was, now) && !(now is PdfReference { Number: var own } && update.Changed.Contains(own)) && !HasChangedPart(now))
            return true;
        if (permission.LocksAll || update.After.Dictionary(now) is not { } after)
            return false;
        var before = update.Before.Dictionary(was) ?? PdfDictionary.Empty;
        foreach (var key in FieldEdit.Different(before, after).Union(after.Keys))
        {
            var (old, more) = (update.Before.Dictionary(before[key]) ?? PdfDictionary.Empty, update.After.Dictionary(after[key]));
            var isMore = key is "Font" or "Encoding" && more is not null && old.All(one => one.Value.Equals(more[one.Key]));
            if (!isMore && !Equals(update.Before.Resolve(before[key]), update.After.Resolve(after[key])))
                return false;
        }

        return _content.Claim(now);
    }

    private bool HasChangedPart(PdfObject? resources) => update.After.Dictionary(resources)?
        .Any(part => part.Value is PdfReference { Number: var number } && update.Changed.Contains(number)) == true;

    private void Explain(PdfObject? value)
    {
        if (value is PdfReference { Number: var number } && (update.IsNew(number) || update.IsReferencedOnce(number)))
            account.Explained.Add(number);
    }
}
