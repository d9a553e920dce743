using System.Globalization;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification.Changes;

namespace DocFlow.Signing.Verification;

/// <summary>What a signature dictionary says of itself: when (/M), in which form (/SubFilter), and whether it certifies.</summary>
internal sealed record SignatureClaims(DateTimeOffset? SignedAt, string? SubFilter, bool Certifies)
{
    /// <summary>The form of a document time-stamp (EN 319 142-1 5.4.3).</summary>
    public const string TimeStamp = "ETSI.RFC3161";

    private static readonly string[] DateForms = ["yyyyMMddHHmmsszzz", "yyyyMMddHHmmss", "yyyyMMddHHmmzzz", "yyyyMMdd"];

    public static SignatureClaims Nothing { get; } = new(null, null, false);

    public static SignatureClaims Of(PdfDocument document, PdfDictionary signature) => new(
        Time(document.Resolve(signature["M"]).AsText), document.Name(signature["SubFilter"]), Permission.Certifies(document, signature));

    // ISO 32000-2 7.9.4
    private static DateTimeOffset? Time(string? text)
    {
        text = text?.Replace("D:", "", StringComparison.Ordinal).TrimEnd('\'').Replace('\'', ':');
        text = text?.EndsWith('Z') == true ? text[..^1] + "+00:00" : text?.Replace("Z00:00", "+00:00", StringComparison.Ordinal);
        return DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }
}
