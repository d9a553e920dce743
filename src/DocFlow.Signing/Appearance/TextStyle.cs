namespace DocFlow.Signing.Appearance;

/// <summary>How a text is set.</summary>
internal sealed record TextStyle(double Size, bool Bold = false, bool Italic = false)
{
    public TrueTypeFont Font => (Bold, Italic) switch
    {
        (false, false) => TrueTypeFont.Regular,
        (false, true) => TrueTypeFont.Italic,
        (true, false) => TrueTypeFont.Bold,
        (true, true) => TrueTypeFont.BoldItalic,
    };

    public double Width(string text) => Font.Width(text, Size);
}
