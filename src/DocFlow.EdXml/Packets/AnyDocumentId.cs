using System.Globalization;
using System.Text.RegularExpressions;

namespace DocFlow.EdXml.Packets;

public enum DocumentIdForm
{
    /// <summary>`OrganId,yyyy/MM/dd,Number/Notation`.</summary>
    Canonical,

    /// <summary>The same three parts with blanks, or with a date in another form.</summary>
    Loose,

    /// <summary>`OrganId-yyyy-Number/Notation`, as one vendor keys documents.</summary>
    AgencyAndYear,

    /// <summary>Anything else (UUIDs, a vendor's own keys): opaque.</summary>
    Opaque,
}

/// <summary>The id of a document in whatever form it came, and what can be read of it. The text itself is never changed.</summary>
public sealed partial record AnyDocumentId(
    string Raw, DocumentIdForm Form, string? OrganId = null, int? Year = null, DocumentCode? Code = null)
{
    private const string NumberAndNotation = @"(?<number>[^/\s]+)\s*/\s*(?<notation>\S.*)\z";

    public static AnyDocumentId Of(string text)
    {
        if (DocumentId.Parse(text) is { } id && id.ToString() == text)
            return new(text, DocumentIdForm.Canonical, id.OrganId, id.Date.Year, id.Code);
        if (Loose().Match(text.Trim()) is { Success: true } loose && new PacketDate(loose.Groups["date"].Value).Value is { } day)
            return Read(text, DocumentIdForm.Loose, loose, day.Year);
        if (AgencyAndYear().Match(text.Trim()) is { Success: true } vendor)
            return Read(text, DocumentIdForm.AgencyAndYear, vendor, int.Parse(vendor.Groups["year"].Value, CultureInfo.InvariantCulture));
        return new(text, DocumentIdForm.Opaque);
    }

    /// <summary>
    /// The same text, or the same agency, year, number and notation, which are used once (Decree 30/2020, art. 15).
    /// </summary>
    public bool IsSameDocument(AnyDocumentId other) => Raw.Trim() == other.Raw.Trim()
        || (OrganId is not null && string.Equals(OrganId, other.OrganId, StringComparison.OrdinalIgnoreCase)
            && Year == other.Year && Code == other.Code);

    private static AnyDocumentId Read(string text, DocumentIdForm form, Match match, int year) => new(
        text, form, match.Groups["organ"].Value, year, new(match.Groups["number"].Value, match.Groups["notation"].Value));

    [GeneratedRegex(@"^(?<organ>[^,\s]+)\s*,\s*(?<date>[^,\s]+)\s*,\s*" + NumberAndNotation)]
    private static partial Regex Loose();

    [GeneratedRegex(@"^(?<organ>[^,\s-]+)-(?<year>[0-9]{4})-" + NumberAndNotation)]
    private static partial Regex AgencyAndYear();
}
