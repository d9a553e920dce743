namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Gathers new and changed objects for one incremental update (ISO 32000-2, 7.5.6); the old bytes are never touched.</summary>
public sealed class PdfUpdate(PdfDocument document)
{
    /// <summary>The version that this update follows.</summary>
    public PdfDocument Document => document;

    /// <summary>What is new or changed.</summary>
    public PdfObjectSet Objects { get; } = new(FirstFree(document));

    /// <summary>What a value stands for once this update is made.</summary>
    public PdfObject Resolve(PdfObject? value)
    {
        for (var hops = 0; value is PdfReference reference && hops < PdfLimits.Hops; hops++)
            value = Objects.Find(reference) ?? document.Resolve(reference);
        return value ?? PdfNull.Instance;
    }

    /// <summary>
    /// The update as bytes, with its cross-reference in the form the file already uses. The update of a repaired file is whole in itself:
    /// it names every object and follows nothing, so that from then on all readers read what was read here.
    /// </summary>
    public PdfAppendix Finish()
    {
        // a line end first, in case the old file ends without one
        var writer = new PdfSerializer().Raw("\n"u8);
        var places = new SortedDictionary<int, PdfLocation>();
        if (document.Repairs.Count > 0)
            RepairedParts.Of(document, Objects, places);
        foreach (var (reference, value) in Objects)
        {
            places[reference.Number] = new PdfLocation(PdfPlace.AtOffset, document.Length + writer.Position, reference.Generation);
            writer.Indirect(reference, value);
        }

        new XrefWriter(document, writer, Math.Max(Objects.Next, places.Keys.DefaultIfEmpty().Max() + 1)).Write(places);
        return new PdfAppendix(document.Length, writer.Finish(), writer.Holes);
    }

    private static int FirstFree(PdfDocument document) => Math.Max(
        Math.Max(1, document.NextNumber), (int)Math.Clamp(document.Trailer["Size"]?.AsInteger ?? 0, 0, PdfLimits.ObjectNumber));
}
