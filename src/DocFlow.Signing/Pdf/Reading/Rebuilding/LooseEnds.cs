namespace DocFlow.Signing.Pdf.Reading.Rebuilding;

/// <summary>Looks for what a rebuilt document refers to and no longer has.</summary>
internal static class LooseEnds
{
    /// <summary>What is gone, or null when everything that the trailer leads to is there.</summary>
    public static string? Of(PdfDocument document)
    {
        var seen = new HashSet<int>();
        var ahead = new Stack<PdfObject>([document.Trailer]);
        while (ahead.TryPop(out var value))
        {
            if (value is PdfReference { Number: var number } reference)
            {
                if (!seen.Add(number))
                    continue;
                if (!document.Objects.ContainsKey(number))
                    return $"Object {number} is referred to and nowhere in the file.";
                value = document.Resolve(reference);
            }

            foreach (var part in Parts(value))
                ahead.Push(part);
        }

        return null;
    }

    private static IEnumerable<PdfObject> Parts(PdfObject value) => value switch
    {
        PdfArray array => array,
        PdfStream stream => stream.Dictionary.Select(entry => entry.Value),
        // a first signature keeps a place for the security store, which may stay empty
        PdfDictionary dictionary => dictionary.Where(entry => entry.Key != "DSS").Select(entry => entry.Value),
        _ => [],
    };
}
