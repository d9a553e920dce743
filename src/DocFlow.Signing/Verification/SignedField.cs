using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification;

/// <summary>A signature dictionary and the field that leads to it; <see cref="Node"/> is null when no field of the form does.</summary>
internal sealed record SignedField(FormNode? Node, PdfReference? Reference, PdfDictionary Signature)
{
    public string Name => Node?.Name ?? "?";

    /// <summary>
    /// Every signature of the form, and every signature dictionary that the form does not lead to; <paramref name="ranges"/> are the places
    /// where the file spells /ByteRange. (One inside an object stream cannot be a signature: its /Contents cannot be left out.)
    /// </summary>
    public static List<SignedField> All(PdfDocument document, IReadOnlyList<long> ranges)
    {
        var found = new List<SignedField>();
        foreach (var node in FormTree.Nodes(document).Where(node => node.Type == "Sig" && node.Dictionary["V"] is not null))
        {
            var value = node.Dictionary["V"];
            found.Add(new SignedField(node, value as PdfReference, document.Dictionary(value) ?? PdfDictionary.Empty));
        }

        var reached = found.Select(field => field.Reference?.Number ?? -1).ToHashSet();
        found.AddRange(Holders(document, ranges).Where(reference => reached.Add(reference.Number))
            .Select(reference => (Reference: reference, Value: Quietly(document, reference) as PdfDictionary))
            .Where(one => one.Value?["ByteRange"] is not null)
            .Select(one => new SignedField(null, one.Reference, one.Value!)));
        return found;
    }

    // the objects in which the places lie
    private static IEnumerable<PdfReference> Holders(PdfDocument document, IReadOnlyList<long> ranges)
    {
        if (ranges.Count == 0)
            yield break;

        // in one walk, since a file may have a million objects: for each place the object that begins last before it
        var places = ranges.Order().ToList();
        var nearest = new (long Offset, PdfReference? Reference)[places.Count];
        foreach (var (number, location) in document.Objects)
        {
            if (location.Place != PdfPlace.AtOffset)
                continue;
            var at = places.BinarySearch(location.Offset);
            at = at >= 0 ? at : ~at;
            if (at < places.Count && (nearest[at].Reference is null || location.Offset > nearest[at].Offset))
                nearest[at] = (location.Offset, new PdfReference(number, location.Generation));
        }

        // a place without a nearer object has the one of the place before it
        PdfReference? holder = null;
        foreach (var (_, reference) in nearest)
        {
            holder = reference ?? holder;
            if (holder is not null)
                yield return holder;
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
