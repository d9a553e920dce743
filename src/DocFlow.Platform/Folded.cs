using System.Globalization;
using System.Text;

namespace DocFlow.Platform;

/// <summary>Text as it is searched: without diacritics and case, "đ" as "d", blanks single.</summary>
public static class Folded
{
    /// <summary>The folded form; never longer than the text itself.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsWhiteSpace(letter))
                folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }
}
