using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Follows an allowed value to all the objects it brings along, new ones and those rewritten for it alone, and refuses those that have no
/// business there.
/// </summary>
internal sealed class NewContent(Update update, HashSet<int> explained)
{
    private const int Deepest = 200;

    // a page, a form, an action or a widget inside an appearance or a signature is there for another purpose
    private static readonly HashSet<string> NotHere =
        ["Page", "Pages", "Catalog", "Action", "Annot", "ObjStm", "XRef", "Filespec", "EmbeddedFile"];

    private static readonly HashSet<string> Never =
        ["JS", "JavaScript", "AA", "OpenAction", "XFA", "EF", "Launch", "URI", "Ref", "OPI"];

    /// <summary>Whether everything new below this value may be there; claims it if so.</summary>
    public bool Claim(PdfObject? value) => Claim(value, 0);

    private bool Claim(PdfObject? value, int depth) => depth < Deepest && value switch
    {
        PdfReference { Number: var number } => !update.Changed.Contains(number) || explained.Contains(number) || Own(number, depth),
        PdfArray array => array.All(item => Claim(item, depth + 1)),
        PdfDictionary dictionary => Dictionary(dictionary, depth),
        PdfStream stream => Dictionary(stream.Dictionary, depth),
        _ => true,
    };

    private bool Own(int number, int depth)
    {
        if (!update.IsNew(number) && !update.IsReferencedOnce(number))
            return false;
        explained.Add(number);
        return Claim(Update.Value(update.After, number), depth + 1);
    }

    private bool Dictionary(PdfDictionary dictionary, int depth)
    {
        if (update.After.Name(dictionary["Type"]) is { } type && NotHere.Contains(type))
            return false;
        foreach (var entry in dictionary.Entries)
        {
            if (Never.Contains(entry.Key) || !Claim(entry.Value, depth + 1))
                return false;
        }

        return true;
    }
}
