using System.Globalization;
using System.Text;

namespace DocFlow.Host.Evidence;

/// <summary>Names inside an archive: relative, composed, nothing that a file system or a screen would take for something else.</summary>
internal static class EntryName
{
    public const int LongestBytes = 250;
    private const int LongestPart = 150;

    /// <summary>Whether a name may stand in an archive.</summary>
    public static bool IsGood(string name) =>
        Encoding.UTF8.GetByteCount(name) <= LongestBytes && name.Split('/').All(part => part.Length > 0 && Clean(part) == part);

    /// <summary>One part of a name made good; its ending stays.</summary>
    public static string Clean(string part)
    {
        var kept = string.Concat(part.EnumerateRunes().Select(letter => IsSeen(letter) ? letter.ToString() : "_")).Normalize();
        kept = kept.Trim(' ', '.');
        if (kept.Length == 0)
            return "_";
        var ending = Path.GetExtension(kept) is { Length: <= 10 } extension ? extension : "";
        return Encoding.UTF8.GetByteCount(kept) <= LongestPart ? kept : Beginning(kept, LongestPart - 12) + ending;
    }

    private static bool IsSeen(Rune letter) => letter != Rune.ReplacementChar && !Rune.IsControl(letter)
        && Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
        && !(letter.IsBmp && "<>:\"|?*/\\".Contains((char)letter.Value));

    private static string Beginning(string name, int most)
    {
        var bytes = 0;
        return string.Concat(name.EnumerateRunes().TakeWhile(letter => (bytes += letter.Utf8SequenceLength) <= most)).TrimEnd(' ', '.');
    }
}
