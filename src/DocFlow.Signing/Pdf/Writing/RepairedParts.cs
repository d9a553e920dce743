namespace DocFlow.Signing.Pdf.Writing;

/// <summary>
/// What the first update of a repaired file holds beside the changes: the place of every object, and damaged objects mended.
/// </summary>
internal static class RepairedParts
{
    private const long MostCopied = 64 << 20;

    public static void Of(PdfDocument document, PdfObjectSet objects, SortedDictionary<int, PdfLocation> places)
    {
        foreach (var (number, location) in document.Objects)
            places[number] = location;
        places[0] = default;

        var copied = 0L;
        foreach (var reference in document.Structure.Mended.Select(number => new PdfReference(number, places[number].Generation)))
        {
            if (objects.Find(reference) is not null)
                continue;
            var value = document.Resolve(reference);
            if (value is PdfStream stream && (copied += stream.Length) > MostCopied)
                throw PdfUnreadable.TooMuch($"More than {MostCopied >> 20} MB of the file are damaged.");
            objects.Set(reference, value is PdfStream whole ? Copied(document, whole) : value);
        }
    }

    private static PdfNewStream Copied(PdfDocument document, PdfStream stream)
    {
        var data = new byte[stream.Length];
        document.ReadRaw(stream.Start, data);
        return new PdfNewStream(stream.Dictionary.With("Length", new PdfInteger(data.Length)), data);
    }
}
