using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// How often each object is referred to from what a version's trailer leads to, and from the object streams that carry its objects; an
/// object that is not here is litter.
/// </summary>
internal static class References
{
    public static Dictionary<int, int> In(PdfDocument document)
    {
        var counts = new Dictionary<int, int>();
        var ahead = new Stack<PdfObject>([document.Trailer, .. Carriers(document)]);
        while (ahead.TryPop(out var value))
        {
            switch (value)
            {
                case PdfReference reference:
                    counts[reference.Number] = counts.GetValueOrDefault(reference.Number) + 1;
                    if (counts[reference.Number] == 1)
                        ahead.Push(document.Resolve(reference));
                    break;
                case PdfArray array:
                    for (var i = 0; i < array.Count; i++)
                        ahead.Push(array[i]);
                    break;
                case PdfStream stream:
                    ahead.Push(stream.Dictionary);
                    break;
                case PdfDictionary dictionary:
                    foreach (var entry in dictionary.Entries)
                        ahead.Push(entry.Value);
                    break;
            }
        }

        return counts;
    }

    private static IEnumerable<PdfReference> Carriers(PdfDocument document) => document.Objects.Values
        .Where(place => place.Place == PdfPlace.InObjectStream)
        .Select(place => place.Container)
        .Distinct()
        .Select(container => new PdfReference(container, 0));
}
