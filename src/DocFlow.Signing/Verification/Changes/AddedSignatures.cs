using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Signature fields that came with their signature. A document time-stamp may always come (ISO 32000-2 12.8.5); a signer's own field where
/// filling is still allowed, and after a certification only without showing anything.
/// </summary>
internal sealed class AddedSignatures(Update update, Permission permission, FieldEdit edit, Account account)
{
    private const long Hidden = 2;

    private static readonly HashSet<string> Usual =
    [
        "Type", "Subtype", "FT", "T", "V", "F", "Ff", "P", "Rect", "AP", "DA", "MK", "M", "NM", "AS", "Border", "Lock", "SV",
        "StructParent",
    ];

    private readonly NewContent _content = new(update, account.Explained);

    /// <summary>Whether the new list of fields is the old one with such fields at its end.</summary>
    public bool Allow(PdfArray before, PdfArray after, IReadOnlyList<FormNode> form)
    {
        if (after.Count <= before.Count || !before.SequenceEqual(after.Take(before.Count)))
            return false;
        var names = form.Select(node => node.Name).ToHashSet();
        return after.Skip(before.Count).All(item => item is PdfReference field && IsAllowed(field, names));
    }

    private bool IsAllowed(PdfReference reference, HashSet<string> names)
    {
        if (!update.IsNew(reference.Number) || update.After.Resolve(reference) is not PdfDictionary field
            || update.After.Resolve(field["T"]).AsText is not { Length: > 0 } name || !names.Add(name)
            || update.After.Name(field["FT"]) != "Sig" || !field.Keys.All(Usual.Contains)
            || update.After.Dictionary(field["V"]) is not { } value || value["ByteRange"] is null)
            return false;

        var isInvisible = IsInvisible(field);
        var isStamp = isInvisible && update.After.Name(value["Type"]) == "DocTimeStamp"
            && update.After.Name(value["SubFilter"]) == "ETSI.RFC3161";
        if (!isStamp && (permission.Locks(name) || (permission.IsCertified && !isInvisible)))
            return false;
        account.Explained.Add(reference.Number);
        account.AddedSignatures.Add(reference.Number);
        if (!isInvisible && new Covering(update).Hides(reference, field))
            account.Doubts.Add(Finding.Undecided("file.covered",
                $"Hình của chữ ký thêm sau trong trường mới {name} che nội dung đã được ký trước đó.",
                $"The picture of a signature added later, in the new field {name}, covers what was signed before."));
        if (isStamp)
            account.Tell("Dấu thời gian của tài liệu được thêm.", "A document time-stamp was added.");
        else
            account.Tell($"Chữ ký được thêm trong trường mới {name}.", $"A signature was added in a new field, {name}.");
        return _content.Claim(field["V"]) && _content.Claim(field["Lock"]) && _content.Claim(field["MK"]) && _content.Claim(field["SV"])
            && edit.HasPlainAppearance(field);
    }

    private bool IsInvisible(PdfDictionary field) =>
        PdfBox.Of(update.After, field["Rect"]) is not { Width: > 0, Height: > 0 }
        || ((update.After.Resolve(field["F"]).AsInteger ?? 0) & Hidden) != 0;
}
