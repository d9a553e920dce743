namespace DocFlow.EdXml;

/// <summary>
/// The beginning of a long text, never cut through a letter that takes two characters: half of one can be neither written nor stored.
/// </summary>
internal static class Beginning
{
    public static string Of(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
