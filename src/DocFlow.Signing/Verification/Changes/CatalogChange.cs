using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// The document catalog (ISO 32000-2 7.7.2): validation data, the form, what programs note about themselves, and nothing else.
/// </summary>
internal sealed class CatalogChange(Update update, FormChange form, Account account)
{
    private static readonly HashSet<string> Extension = ["Type", "BaseVersion", "ExtensionLevel", "ExtensionRevision", "URL"];
    private static readonly string[] Versions = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.0"];
    private readonly EvidenceChange _evidence = new(update, account);
    private readonly MetadataChange _metadata = new(update, account);

    public void Judge(IReadOnlyList<FormNode> fields)
    {
        var (before, after) = (update.Before.Catalog, update.After.Catalog);
        var different = FieldEdit.Different(before, after).Union(Rewritten(after, "DSS", "Metadata")).Where(key => key != "AcroForm");
        foreach (var key in different.Where(key => !IsAllowed(key, before[key], after[key])))
            account.Complain($"Mục /{key} của tài liệu bị thay đổi.", $"The document's entry /{key} was changed.");
        if (update.After.Trailer["Root"] is PdfReference root)
            account.Explained.Add(root.Number);
        form.Judge(before["AcroForm"], after["AcroForm"], fields);
        _metadata.Information();
    }

    // entries that stay as written while what they refer to is rewritten
    private IEnumerable<string> Rewritten(PdfDictionary catalog, params string[] keys) => keys.Where(key =>
        catalog[key] is PdfReference { Number: var number } && (update.Changed.Contains(number)
            || update.After.Resolve(catalog[key]) is PdfDictionary parts && parts.Any(IsRewritten)));

    private bool IsRewritten(KeyValuePair<string, PdfObject> part) =>
        part.Value is PdfReference { Number: var number } && update.Changed.Contains(number);

    private bool IsAllowed(string key, PdfObject? was, PdfObject? now) => key switch
    {
        "DSS" => _evidence.Allow(was, now),
        "Metadata" => _metadata.IsSame(was, now),
        "Version" => Array.IndexOf(Versions, now?.AsName) > Math.Max(2, Array.IndexOf(Versions, was?.AsName)),
        "Extensions" => update.After.Dictionary(now) is { } all && all.All(one => one.Key == "Type" || IsExtension(one.Value)),
        _ => false,
    };

    private bool IsExtension(PdfObject value) => update.After.Resolve(value) switch
    {
        PdfDictionary one => one.Keys.All(Extension.Contains) && one.All(entry => entry.Value is PdfName or PdfInteger or PdfString),
        PdfArray several => several.All(IsExtension),
        _ => false,
    };
}
