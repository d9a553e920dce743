using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Platform;

/// <summary>
/// Text no longer than the column that keeps it: never cut through a letter that takes two characters, which nobody could store.
/// </summary>
public static class Shortened
{
    /// <summary>Its first characters.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text, int most) => text is null || text.Length <= most
        ? text
        : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>The same, with an ellipsis where something is left out.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? WithDots(string? text, int most) => text is null || text.Length <= most ? text : Of(text, most - 1) + "…";
}
