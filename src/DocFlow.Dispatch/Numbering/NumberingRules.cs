using System.Globalization;
using System.Text.Json;
using DocFlow.Platform;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Numbering;

/// <summary>
/// Which register's sequence a document type is numbered in, as data. Decree 30/2020 art. 15: legal normative documents have a sequence
/// per type,
/// all others what the agency's head rules; the rule that comes with the program gives them one. The file <c>numbering.json</c> in the
/// data folder replaces it.
/// </summary>
public sealed class NumberingRules
{
    /// <summary>The register of everything that has no sequence of its own.</summary>
    public const string CommonBook = "Văn bản đi";

    private readonly Dictionary<string, Rule> _rules;

    public NumberingRules(PlatformOptions options)
    {
        var own = Path.Combine(options.Folder, "numbering.json");
        using var source = File.Exists(own)
            ? File.OpenRead(own)
            : typeof(NumberingRules).Assembly.GetManifestResourceStream("document-types.json")!;
        _rules = JsonSerializer.Deserialize<List<Rule>>(source, MessageJson.Options)!
            .ToDictionary(rule => rule.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A document type: its abbreviation (Annex III; công văn and thư công have none), its own book if any, and where edXML lists it
    /// (QCVN 102:2016, amendment 1:2022: group 1 legal normative, 2 administrative, and the number inside the group).
    /// </summary>
    public sealed record Rule(string Name, string? Abbreviation, string? Book, int? Group, int? GroupNumber);

    /// <summary>The book in which this type takes its numbers.</summary>
    public string BookOf(string typeName) => Of(typeName)?.Book ?? CommonBook;

    /// <summary>The counter of a book in a year.</summary>
    public static string CounterOf(string book, int year) => $"outgoing/{year}/{book}";

    /// <summary>The year and the book of a counter.</summary>
    public static (int Year, string Book) BookOfCounter(string counter)
    {
        var parts = counter.Split('/', 3);
        return (int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    /// <summary>Number and notation as printed; numbers below 10 with a leading zero (Annex I).</summary>
    public static string CodeOf(int number, string notation) => $"{Digits(number)}/{notation}";

    /// <summary>The number as printed: "05".</summary>
    public static string Digits(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>
    /// The start that the notation of this type must have ("QĐ-") and has not; null when it is right or nothing is prescribed.
    /// </summary>
    public string? MissingAbbreviation(string typeName, string notation)
    {
        var start = Of(typeName)?.Abbreviation is { } abbreviation ? abbreviation + "-" : "";
        return notation.StartsWith(start, StringComparison.Ordinal) ? null : start;
    }

    /// <summary>The rule of a type, or null for one that nobody listed.</summary>
    public Rule? Of(string typeName) => _rules.GetValueOrDefault(typeName.Trim());
}
