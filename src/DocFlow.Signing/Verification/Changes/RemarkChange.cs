using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Remarks on a page (markup annotations, ISO 32000-2 12.5.6.2), which DocMDP level 3 lets anybody add, change and remove. They may cover
/// what was signed, so each is told.
/// </summary>
internal sealed class RemarkChange(Update update, Permission permission, Account account)
{
    private const long Hidden = 2;

    private static readonly HashSet<string> Kinds =
    [
        "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp",
        "Caret", "Ink", "Popup",
    ];

    private static readonly HashSet<string> Elsewhere = ["P", "Popup", "Parent", "IRT"];

    private readonly NewContent _content = new(update, account.Explained);

    public bool IsAdded(PdfObject item) => permission.AllowsRemarks
        && (item is not PdfReference { Number: var number } || Claim(number))
        && IsPlain(update.After, item) && Told(update.After.Dictionary(item)!, "thêm", "added");

    public bool IsRemoved(PdfObject item) => permission.AllowsRemarks
        && IsPlain(update.Before, item) && Told(update.Before.Dictionary(item)!, "gỡ bỏ", "removed");

    public bool IsChanged(PdfDictionary before, PdfDictionary after) => permission.AllowsRemarks
        && IsPlain(update.Before, before) && IsPlain(update.After, after) && Told(after, "sửa", "changed");

    private bool Claim(int number) => update.IsNew(number) && account.Explained.Add(number);

    private bool IsPlain(PdfDocument document, PdfObject item) => document.Resolve(item) is PdfDictionary remark
        && document.Name(remark["Subtype"]) is { } kind && Kinds.Contains(kind)
        && document.Name(remark["Type"]) is null or "Annot"
        && remark["A"] is null && remark["AA"] is null && remark["T"] is not PdfDictionary
        && document.Resolve(remark["Contents"]) is PdfString or PdfNull
        && (document == update.Before || remark.All(entry => Elsewhere.Contains(entry.Key) || _content.Claim(entry.Value)));

    private bool Told(PdfDictionary remark, string vietnamese, string english)
    {
        var kind = remark["Subtype"]?.AsName;
        account.Tell($"Một nhận xét ({kind}) được {vietnamese}.", $"A remark ({kind}) was {english}.");
        if (kind != "Popup" && ((remark["F"]?.AsInteger ?? 0) & Hidden) == 0)
            account.Doubts.Add(Finding.Undecided("file.remarks",
                "Chữ ký chứng nhận cho phép nhận xét, và sau khi ký đã có nhận xét được đặt lên trang, sửa hoặc gỡ bỏ.",
                "The certification allows remarks, and after signing some were put on the pages, changed or removed."));
        return true;
    }
}
