using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>Signature fields that came with a further signature on a document nobody has certified.</summary>
internal sealed class AddedSignatures(Update update, FieldEdit edit, HashSet<int> explained)
{
    private static readonly string[] Usual =
    [
        "Type", "Subtype", "FT", "T", "V", "F", "Ff", "P", "Rect", "AP", "DA", "MK", "M", "NM", "AS", "Border", "Lock", "SV",
        "StructParent",
    ];

    /// <summary>
    /// Whether the new list of fields is the old one with signed signature fields at its end, shown on pages as widgets only.
    /// </summary>
    public bool Allow(PdfArray before, PdfArray after)
    {
        if (after.Count <= before.Count || !before.SequenceEqual(after.Take(before.Count)))
            return false;
        var added = after.Skip(before.Count).OfType<PdfReference>().ToList();
        return added.Count == after.Count - before.Count && added.TrueForAll(IsSigned)
            && added.TrueForAll(one => IsShownProperly(one, added));
    }

    private bool IsSigned(PdfReference field)
    {
        if (!update.IsNew(field.Number) || update.After.Resolve(field) is not PdfDictionary dictionary)
            return false;
        explained.Add(field.Number);
        var content = new NewContent(update, explained);
        return update.After.Name(dictionary["FT"]) == "Sig" && dictionary.Keys.All(Usual.Contains)
            && update.After.Dictionary(dictionary["V"])?["ByteRange"] is not null
            && content.Claim(dictionary["V"]) && content.Claim(dictionary["Lock"]) && content.Claim(dictionary["MK"])
            && edit.HasPlainAppearance(dictionary);
    }

    private bool IsShownProperly(PdfReference field, List<PdfReference> added)
    {
        if (update.After.Dictionary(field)?["P"] is not PdfReference page || !update.Changed.Contains(page.Number))
            return true;
        if (Update.Value(update.Before, page.Number) is not PdfDictionary before
            || Update.Value(update.After, page.Number) is not PdfDictionary after)
            return false;

        var old = update.Before.Array(before["Annots"]) ?? new PdfArray([]);
        var now = update.After.Array(after["Annots"]) ?? new PdfArray([]);
        var appended = FieldEdit.Different(before, after) is ["Annots"]
            && old.SequenceEqual(now.Take(old.Count))
            && now.Skip(old.Count).All(item => item is PdfReference widget && added.Contains(widget));
        if (appended)
            explained.Add(page.Number);
        if (appended && after["Annots"] is PdfReference list && update.IsNew(list.Number))
            explained.Add(list.Number);
        return appended;
    }
}
