using System.Globalization;
using System.Text;
using DocFlow.Platform;

namespace DocFlow.Intake;

/// <summary>Number and notation of a document as its issuer gave them, and the key under which a second arrival of it is found.</summary>
public static class DocumentCode
{
    // as the columns are; packets of others have numbers of any length
    private const int Longest = 350;

    /// <summary>As printed: "267/VPCP-TTĐT"; empty for a document without a number.</summary>
    public static string Print(string? number, string? notation) =>
        string.IsNullOrEmpty(number) ? notation ?? "" : string.IsNullOrEmpty(notation) ? number : $"{number}/{notation}";

    /// <summary>
    /// The same for every way of writing the same number, notation and issuer; null for a document without a number. Numbers begin again
    /// each year (Decree 30/2020, Article 15), so the year of issue is part of it.
    /// </summary>
    public static string? KeyOf(string? number, string? notation, string organName, DateOnly? issuedOn)
    {
        if (string.IsNullOrWhiteSpace(number))
            return null;
        var plain = Fold(number).TrimStart('0');
        var key = string.Create(CultureInfo.InvariantCulture, $"{plain}/{Fold(notation ?? "")}|{Fold(organName)}|{issuedOn?.Year}");
        return Shortened.Of(key, Longest);
    }

    /// <summary>The same for every way of writing the same number and notation ("05/QĐ-BNV"), whoever issued it.</summary>
    public static string KeyOf(string code)
    {
        var slash = code.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? Fold(code) : $"{Fold(code[..slash]).TrimStart('0')}/{Fold(code[(slash + 1)..])}";
    }

    // letters and digits only, without case and diacritics: "05 / QĐ-BNV" and "5/QD-BNV" are one
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (letter == 'đ')
                folded.Append('d');
            else if (char.IsAsciiLetterOrDigit(letter) || (char.IsLetterOrDigit(letter) && letter > 'đ'))
                folded.Append(letter);
        }

        return folded.ToString();
    }
}
