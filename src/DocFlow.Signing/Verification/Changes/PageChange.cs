using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Pages differ in their annotations only: by the widgets of signatures that were added, and where the certification allows it by remarks.
/// </summary>
internal sealed class PageChange(Update update, Permission permission, Account account)
{
    private static readonly PdfArray None = new([]);
    private readonly RemarkChange _remarks = new(update, permission, account);
    private HashSet<int>? _lists;

    /// <summary>Explains what may be explained of the pages that differ; the rest stays unexplained.</summary>
    public void Judge()
    {
        foreach (var number in update.Changed.Where(one => !account.Explained.Contains(one) && !update.IsNew(one)).ToList())
        {
            var isAllowed = (Update.Value(update.Before, number), Update.Value(update.After, number)) switch
            {
                (PdfDictionary before, PdfDictionary after) when update.Before.Name(before["Type"]) == "Page" => Page(before, after),
                (PdfDictionary before, PdfDictionary after) => _remarks.IsChanged(before, after),
                (PdfArray before, PdfArray after) => Lists.Contains(number) && IsAllowed(before, after)
                    && (!permission.AllowsRemarks || update.IsReferencedOnce(number)),
                _ => false,
            };
            if (isAllowed)
                account.Explained.Add(number);
        }
    }

    private HashSet<int> Lists => _lists ??= [.. update.Before.Pages.Select(page => page.Dictionary["Annots"])
        .OfType<PdfReference>().Select(list => list.Number)];

    private bool Page(PdfDictionary before, PdfDictionary after)
    {
        var isAllowed = FieldEdit.Different(before, after) is ["Annots"]
            && IsAllowed(update.Before.Array(before["Annots"]) ?? None, update.After.Array(after["Annots"]) ?? None);
        if (isAllowed && after["Annots"] is PdfReference { Number: var list } && update.IsNew(list))
            account.Explained.Add(list);
        return isAllowed;
    }

    // what stays keeps its order, what comes is on top
    private bool IsAllowed(PdfArray before, PdfArray after)
    {
        var stays = before.Where(after.Contains).ToList();
        return stays.SequenceEqual(after.Take(stays.Count))
            && before.Except(stays).All(_remarks.IsRemoved)
            && after.Skip(stays.Count).All(item =>
                (item is PdfReference { Number: var number } && account.AddedSignatures.Contains(number)) || _remarks.IsAdded(item));
    }
}
