namespace DocFlow.Signing.Appearance;

/// <summary>A text encoded for a font, at the size at which it fits.</summary>
internal sealed record FittedText(string Glyphs, double Size, double Width)
{
    /// <summary>Below four fifths of its size a number no longer looks like one of the letter's.</summary>
    private const double Smallest = 0.8;

    /// <summary>The text at its size, or smaller, or why not.</summary>
    public static SigningOutcome<FittedText> Of(string text, TrueTypeFont font, FontWriter writer, (double Size, double Room) limits)
    {
        if (font.Missing(text) is { } letter)
            return Missing(letter, text);

        var width = font.Width(text, limits.Size);
        var size = width <= limits.Room ? limits.Size : limits.Size * limits.Room / width;
        if (size < limits.Size * Smallest)
            return TooLong(text);
        return new FittedText(writer.Encode(text), size, width * size / limits.Size);
    }

    /// <summary>A letter is named with its code point too, since it may be one that nobody can see.</summary>
    public static SigningRefusal Missing(string letter, string text) => new(
        "text.letter", $"Phông chữ không có ký tự “{letter}” (U+{char.ConvertToUtf32(letter, 0):X4}) trong “{text}”.",
        $"The font has no letter “{letter}” (U+{char.ConvertToUtf32(letter, 0):X4}), which “{text}” needs.");

    public static SigningRefusal TooLong(string text) => new(
        "text.too-long", $"“{text}” dài quá chỗ dành sẵn.", $"“{text}” is too long for the room kept for it.");
}
