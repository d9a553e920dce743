namespace DocFlow.Signing.Inspection.Text;

/// <summary>A few letters shown together, where they start on the page, how wide and how high.</summary>
internal readonly record struct TextPiece(double X, double Y, double Width, double Size, string Text);
