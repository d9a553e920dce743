namespace DocFlow.Signing.Pdf;

/// <summary>One saved version of the file.</summary>
/// <param name="XrefOffset">Where its newest cross-reference section begins.</param>
/// <param name="End">The length of the file as it was when this version was saved.</param>
/// <param name="IsStream">Whether the section is a cross-reference stream rather than a table.</param>
/// <param name="Trailer">Its trailer dictionary.</param>
/// <param name="Objects">The objects this version wrote or freed, and where.</param>
public sealed record PdfRevision(
    long XrefOffset, long End, bool IsStream, PdfDictionary Trailer, IReadOnlyDictionary<int, PdfLocation> Objects);
