using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>Follows an allowed new value to all the new objects it brings along, and refuses those that have no business there.</summary>
internal sealed class NewContent(Update update, HashSet<int> explained)
{
    private const int Deepest = 200;

    // a page, a form, an action or a widget inside an appearance or a signature is there for another purpose
    private static readonly string[] NotHere =
        ["Page", "Pages", "Catalog", "Action", "Annot", "ObjStm", "XRef", "Filespec", "EmbeddedFile"];
    private static readonly string[] Never = ["JS", "JavaScript", "AA", "OpenAction", "XFA", "EF", "Launch", "URI"];

    /// <summary>Whether everything new below this value may be there; claims it if so.</summary>
    public bool Claim(PdfObject? value) => Claim(value, 0);

    private bool Claim(PdfObject? value, int depth) => depth < Deepest && value switch
    {
        PdfReference { Number: var number } => !update.IsNew(number) || !explained.Add(number)
            || Claim(Update.Value(update.After, number), depth + 1),
        PdfArray array => array.All(item => Claim(item, depth + 1)),
        PdfDictionary dictionary => Dictionary(dictionary, depth),
        PdfStream stream => Dictionary(stream.Dictionary, depth),
        _ => true,
    };

    private bool Dictionary(PdfDictionary dictionary, int depth) =>
        !NotHere.Contains(update.After.Name(dictionary["Type"]))
        && !dictionary.Keys.Any(Never.Contains)
        && dictionary.All(entry => Claim(entry.Value, depth + 1));
}
