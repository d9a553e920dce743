using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification;

/// <summary>One node of the form: a field, a widget of it, or both in one.</summary>
internal sealed record FormNode(string Name, PdfReference? Reference, PdfDictionary Dictionary, string? Type);

/// <summary>Walks the interactive form (ISO 32000-2 12.7), each node once.</summary>
internal sealed class FormTree(PdfDocument document)
{
    private readonly HashSet<PdfReference> _seen = [];
    private readonly List<FormNode> _nodes = [];

    public static IReadOnlyList<FormNode> Nodes(PdfDocument document)
    {
        var tree = new FormTree(document);
        foreach (var field in document.Array(document.Dictionary(document.Catalog["AcroForm"])?["Fields"]) ?? new PdfArray([]))
            tree.Walk(field, "", null);
        return tree._nodes;
    }

    private void Walk(PdfObject item, string above, string? type, int depth = 0)
    {
        if (depth > PdfLimits.Nesting || (item is PdfReference reference && !_seen.Add(reference)))
            throw new PdfUnreadable(PdfFault.Damaged, "The form of the PDF leads back to itself.");
        if (document.Resolve(item) is not PdfDictionary dictionary)
            return;

        var part = document.Resolve(dictionary["T"]).AsText;
        var name = part is null ? above : above.Length == 0 ? part : $"{above}.{part}";
        type = document.Name(dictionary["FT"]) ?? type;
        _nodes.Add(new FormNode(name, item as PdfReference, dictionary, type));
        foreach (var kid in document.Array(dictionary["Kids"]) ?? new PdfArray([]))
            Walk(kid, name, type, depth + 1);
    }
}
