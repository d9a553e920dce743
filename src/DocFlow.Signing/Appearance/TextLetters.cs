using System.Text;

namespace DocFlow.Signing.Appearance;

/// <summary>The letters of a text, accents put together (NFC), as one glyph each draws them.</summary>
internal static class TextLetters
{
    // half a surrogate pair becomes U+FFFD first: such a string cannot be normalised
    public static StringRuneEnumerator Of(string text) =>
        string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC).EnumerateRunes();

    /// <summary>
    /// Hebrew, Arabic and their forms, and the marks that turn the direction: drawn letter by letter they would read backwards.
    /// </summary>
    public static bool IsLeftward(Rune letter) => letter.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF)
        or (>= 0xFE70 and <= 0xFEFF) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
