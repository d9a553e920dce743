namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Room kept free while the rest is written; its place is told in <see cref="PdfAppendix.Holes"/>.</summary>
internal sealed record PdfHole(string Name, int Width) : PdfObject;

/// <summary>A stream not yet in any file, already packed as its dictionary says.</summary>
internal sealed record PdfNewStream(PdfDictionary Dictionary, byte[] Data) : PdfObject;
