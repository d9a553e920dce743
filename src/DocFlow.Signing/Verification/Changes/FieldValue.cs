using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>The value of a field, its own or inherited (ISO 32000-2 12.7.4.1), before and after.</summary>
internal sealed class FieldValue(Update update)
{
    /// <summary>Whether a value of the right kind was given, changed or cleared; a signature can only be given.</summary>
    public bool IsGiven(FormNode node, PdfDictionary now)
    {
        var (before, after) = (Of(update.Before, node.Dictionary), Of(update.After, now));
        if (Equals(before, after))
            return false;
        return (node.Type, update.After.Resolve(after)) switch
        {
            ("Sig", PdfDictionary value) => before is null && after is PdfReference signature
                && update.IsNew(signature.Number) && value["ByteRange"] is not null,
            ("Tx", PdfString or PdfNull) => true,
            ("Ch", PdfString or PdfArray or PdfNull) => true,
            ("Btn", PdfName or PdfNull) => update.After.Name(now["AS"]) is not { } state || HasState(now, state),
            _ => false,
        };
    }

    /// <summary>The value that a field or widget shows, as written.</summary>
    public static PdfObject? Of(PdfDocument document, PdfDictionary node)
    {
        for (var hops = 0; hops < PdfLimits.Hops; hops++)
        {
            if (node["V"] is { } value)
                return value;
            if (document.Dictionary(node["Parent"]) is not { } parent)
                return null;
            node = parent;
        }

        return null;
    }

    private bool HasState(PdfDictionary widget, string state) => state == "Off"
        || update.After.Dictionary(update.After.Dictionary(widget["AP"])?["N"])?[state] is not null;
}
