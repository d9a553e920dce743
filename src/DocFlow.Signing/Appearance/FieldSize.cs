namespace DocFlow.Signing.Appearance;

/// <summary>How large a field is as the reader sees it, and how its page is turned.</summary>
internal readonly record struct FieldSize(double Width, double Height, int Rotate);
