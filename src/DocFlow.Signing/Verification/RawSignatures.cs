using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;
using DocFlow.Signing.Verification.Integrity;

namespace DocFlow.Signing.Verification;

/// <summary>
/// Finds signatures where the bytes of a file spell a ByteRange: for files whose structure is damaged, and for signatures it hides.
/// </summary>
internal static class RawSignatures
{
    private const int Most = 100;

    /// <summary>What each ByteRange covers; its CMS is empty where /Contents is not well-formed.</summary>
    public static List<Coverage> Find(PdfSource source, IEnumerable<long> places) =>
        [.. places.Select(at => Read(source, at)).OfType<Coverage>().Take(Most)];

    private static Coverage? Read(PdfSource source, long at)
    {
        try
        {
            var lexer = new PdfLexer(source, at);
            lexer.Next();
            return new PdfParser(lexer).Object() is PdfArray { Count: 4 } range
                && range.Select(item => item.AsInteger).ToList() is [0, { } first and > 0, { } second, { } rest and > 0]
                && second > first && second <= source.Length - rest && source.ByteAt(first) == '<'
                ? Coverage.At(source, first, second, second + rest) ?? new Coverage(first, second, second + rest, [])
                : null;
        }
        catch (PdfUnreadable)
        {
            return null;
        }
    }
}
