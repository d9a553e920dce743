namespace DocFlow.Signing.Pdf.Writing;

/// <summary>A PDF made from nothing, with a classic cross-reference table.</summary>
public sealed class PdfNewFile
{
    /// <summary>Its objects, numbered from 1.</summary>
    public PdfObjectSet Objects { get; } = new(1);

    /// <summary>Writes the file; <paramref name="identifier"/> becomes both halves of its /ID.</summary>
    public void WriteTo(Stream output, PdfReference catalog, byte[] identifier)
    {
        var writer = new PdfSerializer().Raw("%PDF-1.7\n%"u8).Raw([0xE2, 0xE3, 0xCF, 0xD3, 10]);
        var offsets = new List<int>();
        foreach (var (reference, value) in Objects)
        {
            offsets.Add(writer.Position);
            writer.Indirect(reference, value);
        }

        var start = writer.Position;
        writer.Raw("xref\n0 "u8).Number(offsets.Count + 1).Raw("\n0000000000 65535 f \n"u8);
        offsets.ForEach(offset => writer.Number(offset, 10).Raw(" 00000 n \n"u8));
        var id = new PdfString(identifier);
        writer.Raw("trailer\n"u8)
            .Write(PdfDictionary.Empty
                .With("Size", new PdfInteger(offsets.Count + 1)).With("Root", catalog).With("ID", PdfArray.Of(id, id)))
            .Raw("\nstartxref\n"u8).Number(start).Raw("\n%%EOF\n"u8);
        output.Write(writer.Finish());
    }
}
