using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>A signature field that comes with its signature, for a file that has none laid.</summary>
/// <param name="Page">From 1; -1 is the last page.</param>
/// <param name="Box">
/// In points from the lower left corner of the page as it is shown (turned by /Rotate, cropped, in its user units); null for a signature
/// that shows nothing.
/// </param>
public sealed record NewField(int Page = 1, PdfBox? Box = null);
