namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Where everything of a file lies: as the file itself states it, or rebuilt by searching it.</summary>
/// <param name="OffsetBase">What must be added to stated offsets (junk before the header).</param>
/// <param name="Revisions">The saved versions, the oldest first; one of a rebuilt file.</param>
internal sealed record PdfStructure(long OffsetBase, IReadOnlyList<PdfRevision> Revisions)
{
    /// <summary>What was mended; empty when the file states its structure itself.</summary>
    public IReadOnlyList<PdfRepair> Repairs { get; init; } = [];

    /// <summary>The objects that only a lenient reader reads.</summary>
    public IReadOnlySet<int> Mended { get; init; } = new HashSet<int>();

    /// <summary>The structure the file states; a <see cref="PdfUnreadable"/> where it contradicts itself.</summary>
    public static PdfStructure Stated(PdfSource source)
    {
        var header = FileEnds.Header(source);
        var xref = FileEnds.LastXref(source);
        var offsetBase = header == 0 ? 0 : FileEnds.OffsetBase(source, header, xref);
        return new PdfStructure(offsetBase, RevisionList.Of(source, new XrefChain(source, offsetBase).Read(xref + offsetBase)));
    }
}
