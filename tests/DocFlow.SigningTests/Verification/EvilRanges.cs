using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>Twins that play with what a signature claims to cover.</summary>
internal static class EvilRanges
{
    public static IEnumerable<(string Name, byte[] Bytes)> Of(byte[] signed)
    {
        var document = PdfSurgery.Open(signed);
        var (last, range) = Last(document);
        var (gap, end, rest) = (range[1], range[2], range[3]);
        foreach (var (name, numbers) in new (string, long[])[]
        {
            ("range-not-from-zero", [1, gap - 1, end, rest]), ("range-negative", [0, gap, end, -rest]),
            ("range-overlapping", [0, end, gap, rest]),
            ("range-beyond-the-file", [0, gap, end, rest + 1_000_000]), ("range-wider-gap", [0, gap - 10, end, rest]), ("range-empty", []),
            ("range-huge", [0, gap, long.MaxValue, long.MaxValue]), ("range-of-six", [0, gap, end, 10, end + 10, rest - 10]),
        })
            yield return (name, Redefined(signed, document, last, numbers));

        yield return ("gap-with-entries", InGap(signed, gap, end, $">/ByteRange[0 {gap} {end} 1]/Pad<"));
        yield return ("gap-with-second-contents", InGap(signed, gap, end, ">/Contents<00"));
        yield return ("gap-padding-used", InGap(signed, gap, end, "DEADBEEF"));
        yield return ("gap-blank", InGap(signed, gap, end, " \n "));
        yield return ("gap-comment", InGap(signed, gap, end, ">%"));
        yield return ("wrapped", Wrapped(signed, gap, end));
    }

    private static (PdfReference Reference, List<long> Range) Last(PdfDocument document)
    {
        var fields = document.Array(document.Dictionary(document.Catalog["AcroForm"])!["Fields"])!;
        return fields.Select(field => document.Dictionary(field)!["V"]).OfType<PdfReference>()
            .Select(value => (value, document.Array(document.Dictionary(value)?["ByteRange"])?.Select(item =>
                item.AsInteger!.Value).ToList()))
            .Where(found => found.Item2 is not null)
            .Select(found => (found.value, found.Item2!))
            .MaxBy(found => found.Item2[2] + found.Item2[3]);
    }

    private static byte[] Redefined(byte[] signed, PdfDocument document, PdfReference signature, long[] range)
    {
        var numbers = new PdfArray([.. range.Select(PdfObject (number) => new PdfInteger(number))]);
        return PdfSurgery.Append(signed, (signature.Number, PdfSurgery.Text(document.Dictionary(signature)!.With("ByteRange", numbers))));
    }

    // the padding of /Contents is covered by nothing
    private static byte[] InGap(byte[] signed, long gap, long end, string text)
    {
        var twin = (byte[])signed.Clone();
        Encoding.ASCII.GetBytes(text, twin.AsSpan((int)end - 200));
        return end - gap > 400 ? twin : throw new ArgumentException("There is no padding to use.");
    }

    // signature wrapping: the covered tail moves to the end of the file, the space between is the attacker's
    private static byte[] Wrapped(byte[] signed, long gap, long end)
    {
        var (head, hole, tail) = (signed[..(int)gap], signed[(int)gap..(int)end], signed[(int)end..]);
        var inserted = PdfSurgery.Bytes("/Pad(" + new string('x', 500) + ")");
        var text = Encoding.Latin1.GetString(head);
        var place = text.LastIndexOf("/ByteRange", StringComparison.Ordinal);
        var close = text.IndexOf(']', place < 0 ? 0 : place);
        if (place < 0 || close < 0)
            return [.. head, .. hole, .. inserted, .. tail];
        var moved = string.Create(CultureInfo.InvariantCulture, $"/ByteRange[0 {gap} {end + inserted.Length} {tail.Length}]");
        return [.. PdfSurgery.Bytes(text[..place] + moved.PadRight(close + 1 - place) + text[(close + 1)..]), .. hole, .. inserted,
            .. tail];
    }
}
