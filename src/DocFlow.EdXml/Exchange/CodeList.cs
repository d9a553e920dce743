using System.Text.Json;

namespace DocFlow.EdXml.Exchange;

/// <summary>Agency codes as a call carries them: a JSON array of texts, or one code alone.</summary>
public static class CodeList
{
    /// <summary>The codes; null where it is no such list.</summary>
    public static string[]? Read(string text)
    {
        if (!text.TrimStart().StartsWith('['))
            return [text.Trim()];
        try
        {
            var codes = JsonSerializer.Deserialize<string?[]>(text);
            return codes is null || codes.Any(string.IsNullOrWhiteSpace) ? null : [.. codes.Select(code => code!.Trim())];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
