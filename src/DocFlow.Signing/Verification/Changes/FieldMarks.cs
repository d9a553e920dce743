using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>Entries of a field that programs touch when they save, and that show nothing and forbid rather than allow.</summary>
internal static class FieldMarks
{
    private const long ReadOnly = 1;

    // Print, Locked, LockedContents (ISO 32000-2 12.5.3)
    private const long Firm = 4 | 128 | 512;

    public static bool IsHarmless(Update update, FormNode node, PdfDictionary now, string key) => key switch
    {
        "M" => now["M"] is PdfString,
        "Type" => node.Dictionary["Type"] is null && update.After.Name(now["Type"]) == "Annot",
        "P" => node.Dictionary["P"] is null && update.After.Name(update.After.Dictionary(now["P"])?["Type"]) == "Page",
        "Ff" => (update.After.Resolve(now["Ff"]).AsInteger ?? -1) == (Flags(update.Before, node.Dictionary) | ReadOnly),
        "F" => node.Type == "Sig" && node.Dictionary["V"] is null && Added(node.Dictionary["F"], now["F"]) is >= 0 and var added
            && (added & ~Firm) == 0,
        _ => false,
    };

    private static long Flags(PdfDocument document, PdfDictionary node)
    {
        for (var hops = 0; hops < PdfLimits.Hops; hops++)
        {
            if (document.Resolve(node["Ff"]).AsInteger is { } flags)
                return flags;
            if (document.Dictionary(node["Parent"]) is not { } parent)
                return 0;
            node = parent;
        }

        return 0;
    }

    // -1 when something was taken away
    private static long Added(PdfObject? was, PdfObject? now)
    {
        var (before, after) = (was?.AsInteger ?? 0, now?.AsInteger ?? 0);
        return (before & ~after) == 0 && now is PdfInteger ? after & ~before : -1;
    }
}
