namespace DocFlow.Host.Demo;

/// <summary>The words of the demonstration's papers, one paragraph a line of a text file beside this one.</summary>
internal static class DemoTexts
{
    /// <summary>Of the submission.</summary>
    public static IReadOnlyList<string> Slip { get; } = Lines("slip.txt");

    /// <summary>Of the letter that is submitted.</summary>
    public static IReadOnlyList<string> Letter { get; } = Lines("letter.txt");

    private static string[] Lines(string name)
    {
        using var text = new StreamReader(typeof(DemoTexts).Assembly.GetManifestResourceStream($"Demo/{name}")!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
