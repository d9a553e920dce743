namespace DocFlow.Signing.Pdf.Reading;

/// <summary>One cross-reference table or stream, a hybrid's hidden stream already folded in.</summary>
internal sealed record XrefSection(long Offset, bool IsStream, PdfDictionary Trailer, Dictionary<int, PdfLocation> Entries)
{
    /// <summary>The first byte after the trailer or the stream.</summary>
    public long BodyEnd { get; init; }
}
