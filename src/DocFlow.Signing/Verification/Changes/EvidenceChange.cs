using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// The document security store (ISO 32000-2 12.8.4.3, EN 319 142-1 5.4.2): certificates, answers and lists may be added at any time, never
/// taken away.
/// </summary>
internal sealed class EvidenceChange(Update update, Account account)
{
    private static readonly string[] Kinds = ["Certs", "OCSPs", "CRLs"];
    private static readonly string[] KindsOfOne = ["Cert", "OCSP", "CRL"];
    private readonly NewContent _content = new(update, account.Explained);

    public bool Allow(PdfObject? was, PdfObject? now)
    {
        if (update.After.Resolve(now) is not PdfDictionary after)
            return false;
        var before = update.Before.Dictionary(was) ?? PdfDictionary.Empty;
        var isAllowed = Grows(before, after, Kinds, "VRI") && Signatures(before["VRI"], after["VRI"]) && _content.Claim(now);
        if (isAllowed)
            account.Tell("Dữ liệu kiểm tra (DSS) được bổ sung.", "Validation data (DSS) was added.");
        return isAllowed;
    }

    private bool Signatures(PdfObject? was, PdfObject? now)
    {
        var (before, after) = (update.Before.Dictionary(was) ?? PdfDictionary.Empty, update.After.Dictionary(now) ?? PdfDictionary.Empty);
        return before.Keys.All(key => after[key] is not null)
            && after.Keys.Where(key => key != "Type").All(key => update.After.Dictionary(after[key]) is { } one
                && Grows(update.Before.Dictionary(before[key]) ?? PdfDictionary.Empty, one, KindsOfOne, "TU", "TS"));
    }

    private bool Grows(PdfDictionary before, PdfDictionary after, string[] kinds, params string[] others) =>
        after.Keys.All(key => key == "Type" || kinds.Contains(key) || others.Contains(key))
        && kinds.All(kind => Streams(update.After, after[kind]) is { } now
            && Streams(update.Before, before[kind])?.IsSubsetOf(now) != false);

    // null where something else than streams is listed
    private static HashSet<PdfObject>? Streams(PdfDocument document, PdfObject? value)
    {
        var listed = document.Array(value) ?? new PdfArray([]);
        return (value is null || document.Array(value) is not null)
            && listed.All(item => item is PdfReference && document.Resolve(item) is PdfStream { Dictionary: var own }
                && own["Subtype"] is null)
            ? [.. listed]
            : null;
    }
}
