using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification;

/// <summary>A signature dictionary and the field that leads to it; <see cref="Node"/> is null when no field of the form does.</summary>
internal sealed record SignedField(FormNode? Node, PdfReference? Reference, PdfDictionary Signature)
{
    private const int MostObjects = 1_000_000;

    public string Name => Node?.Name ?? "?";

    /// <summary>Every signature of the form, and every signature dictionary that the form does not lead to.</summary>
    public static List<SignedField> All(PdfDocument document)
    {
        var found = new List<SignedField>();
        foreach (var node in FormTree.Nodes(document).Where(node => node.Type == "Sig" && node.Dictionary["V"] is not null))
        {
            var value = node.Dictionary["V"];
            found.Add(new SignedField(node, value as PdfReference, document.Dictionary(value) ?? PdfDictionary.Empty));
        }

        found.AddRange(Orphans(document, [.. found.Select(field => field.Reference?.Number ?? -1)]));
        return found;
    }

    private static IEnumerable<SignedField> Orphans(PdfDocument document, HashSet<int> reached)
    {
        foreach (var (number, location) in document.Objects.Take(MostObjects))
        {
            if (reached.Contains(number) || location.Place == PdfPlace.Free)
                continue;
            var reference = new PdfReference(number, location.Generation);
            if (Quietly(document, reference) is PdfDictionary { } dictionary && dictionary["ByteRange"] is not null)
                yield return new SignedField(null, reference, dictionary);
        }
    }

    // an unreadable object that nobody needs is common; it is not a signature
    private static PdfObject? Quietly(PdfDocument document, PdfReference reference)
    {
        try
        {
            return document.Resolve(reference);
        }
        catch (PdfUnreadable)
        {
            return null;
        }
    }
}
