namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Walks the page tree, each node once.</summary>
internal sealed class PageTree(PdfDocument document)
{
    private static readonly string[] Inheritable = ["Resources", "MediaBox", "CropBox", "Rotate"];
    private static readonly PdfBox Letter = new(0, 0, 612, 792);
    private readonly HashSet<PdfReference> _seen = [];
    private readonly List<PdfPage> _pages = [];

    public static IReadOnlyList<PdfPage> Read(PdfDocument document)
    {
        var tree = new PageTree(document);
        tree.Walk(document.Catalog["Pages"], PdfDictionary.Empty, 0);
        return tree._pages.Count > 0 ? tree._pages : throw PdfUnreadable.Damaged("The PDF has no pages.");
    }

    private void Walk(PdfObject? node, PdfDictionary inherited, int depth)
    {
        if (node is not PdfReference reference || document.Resolve(reference) is not PdfDictionary dictionary)
            throw PdfUnreadable.Damaged("The page tree has a branch that leads nowhere.");
        if (!_seen.Add(reference))
            throw PdfUnreadable.Damaged("The page tree leads back to itself.");
        if (depth > PdfLimits.Nesting || _pages.Count >= PdfLimits.Pages)
            throw PdfUnreadable.TooMuch(
                $"The page tree is deeper than {PdfLimits.Nesting} levels or has more than {PdfLimits.Pages} pages.");

        foreach (var key in Inheritable)
        {
            if (dictionary[key] is { } own)
                inherited = inherited.With(key, own);
        }

        if (document.Array(dictionary["Kids"]) is not { } kids)
        {
            _pages.Add(Page(reference, dictionary, inherited));
            return;
        }

        foreach (var kid in kids)
            Walk(kid, inherited, depth + 1);
    }

    private PdfPage Page(PdfReference reference, PdfDictionary dictionary, PdfDictionary inherited)
    {
        var media = PdfBox.Of(document, inherited["MediaBox"]) ?? Letter;
        var crop = PdfBox.Of(document, inherited["CropBox"])?.Within(media) ?? media;
        var turn = (long)(document.Number(inherited["Rotate"]) ?? 0) % 360;
        var rotate = (int)(turn + 360) % 360 / 90 * 90;
        return new PdfPage(reference, dictionary, media, crop.Width > 0 && crop.Height > 0 ? crop : media, rotate, inherited["Resources"])
        {
            UserUnit = document.Number(dictionary["UserUnit"]) is > 0 and var unit ? unit : 1,
        };
    }
}
