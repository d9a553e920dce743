namespace DocFlow.Signing.Pdf.Reading;

/// <summary>One cross-reference table or stream, a hybrid's hidden stream already folded in.</summary>
internal sealed record XrefSection(long Offset, bool IsStream, PdfDictionary Trailer, PdfLocations Entries)
{
    /// <summary>The first byte after the trailer or the stream.</summary>
    public long BodyEnd { get; init; }

    /// <summary>The first byte after everything that was read for it.</summary>
    public long Reach { get; init; }
}
