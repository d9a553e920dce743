using System.CommandLine;
using DocFlow.Signing;

namespace DocFlow.Host.Commands;

/// <summary>What a command tells people, in one language or both.</summary>
internal static class Speech
{
    /// <summary>The option that says which; the same on every command that has it.</summary>
    public static Option<string?> Language { get; } =
        new Option<string?>("--lang") { Description = "speak one language only, vi or en" }.AcceptOnlyFromAmong("vi", "en");

    /// <summary>Says it, one line a language.</summary>
    public static void Say(ParseResult parsed, TextWriter to, string vi, string en)
    {
        foreach (var sentence in parsed.GetValue(Language) switch { "vi" => [vi], "en" => [en], _ => new[] { vi, en } })
            to.WriteLine(sentence);
    }

    /// <summary>Says why not.</summary>
    public static void Refuse(ParseResult parsed, SigningRefusal refusal) =>
        Say(parsed, Console.Error, $"docflow: {refusal.Vi} ({refusal.Code})", $"docflow: {refusal.En} ({refusal.Code})");
}
