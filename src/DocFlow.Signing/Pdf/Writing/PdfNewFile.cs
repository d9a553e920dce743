namespace DocFlow.Signing.Pdf.Writing;

/// <summary>A PDF made from nothing, with a classic cross-reference table.</summary>
public sealed class PdfNewFile
{
    /// <summary>Its objects, numbered from 1.</summary>
    public PdfObjectSet Objects { get; } = new(1);

    /// <summary>Writes the file; <paramref name="identifier"/> becomes both halves of its /ID.</summary>
    public void WriteTo(Stream output, PdfReference catalog, byte[] identifier)
    {
        var writer = new PdfSerializer().Raw("%PDF-1.7\n%").Raw([0xE2, 0xE3, 0xCF, 0xD3, 10]);
        var offsets = new List<int>();
        foreach (var (reference, value) in Objects)
        {
            offsets.Add(writer.Position);
            writer.Indirect(reference, value);
        }

        var start = writer.Position;
        writer.Raw($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => writer.Raw($"{offset:D10} 00000 n \n"));
        var id = new PdfString(identifier);
        writer.Raw("trailer\n")
            .Write(PdfDictionary.Empty
                .With("Size", new PdfInteger(offsets.Count + 1)).With("Root", catalog).With("ID", PdfArray.Of(id, id)))
            .Raw($"\nstartxref\n{start}\n%%EOF\n");
        output.Write(writer.ToArray());
    }
}
