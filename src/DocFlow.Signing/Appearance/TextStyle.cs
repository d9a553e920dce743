namespace DocFlow.Signing.Appearance;

/// <summary>How a text is set. Bold is drawn by thickening the outline; there is one weight of each face.</summary>
internal sealed record TextStyle(double Size, bool Bold = false, bool Italic = false)
{
    public TrueTypeFont Font => Italic ? TrueTypeFont.Italic : TrueTypeFont.Regular;

    public double Width(string text) => FontWriter.Width(Font, text, Size);
}
