using System.Globalization;
using System.Text;

namespace DocFlow.Signing.Inspection;

/// <summary>Tells a secrecy mark, which is a line of its own, from a word in a sentence ("bảo mật").</summary>
internal static class SecrecyMarks
{
    public static SecrecyMark? On(IEnumerable<string> lines) => lines.Select(Of).Max();

    /// <summary>The mark a whole line is; letters, case, accents and spacing as they come, with or without "Độ mật" before it.</summary>
    public static SecrecyMark? Of(string line)
    {
        var letters = Letters(line);
        if (letters.StartsWith("DOMAT", StringComparison.Ordinal))
            letters = letters["DOMAT".Length..];
        return letters switch
        {
            "MAT" => SecrecyMark.Mat,
            "TOIMAT" => SecrecyMark.ToiMat,
            "TUYETMAT" => SecrecyMark.TuyetMat,
            _ => null,
        };
    }

    private static string Letters(string line)
    {
        var letters = new StringBuilder();
        foreach (var letter in line.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(letter))
                letters.Append(letter is 'đ' or 'Đ' ? 'D' : char.ToUpperInvariant(letter));
        }

        return letters.ToString();
    }
}
