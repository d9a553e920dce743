using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>
/// Signature wrapping: the second half of the signed bytes moves to the end, and a table of the attacker's takes the place where the signed
/// end of the file says the table is.
/// </summary>
internal static class Wrappings
{
    private const string Class = "Signature wrapping";

    public static IEnumerable<Attack> All()
    {
        foreach (var (id, does, before, after) in new (string, string, string, string)[]
        {
            ("in-stream", "The moved half lies inside a stream.", "98 0 obj\n<</Length {0}>>\nstream\n", "\nendstream\nendobj\n"),
            ("bare", "The moved half simply follows.", "", ""),
            ("in-comment", "The moved half begins in a comment.", "%", ""),
            ("in-string", "The moved half begins in a string.", "97 0 obj\n(", ")\nendobj\n"),
        })
            yield return new Attack(Class, $"moved-{id}", $"Other content between the halves; {does}", Moved(before, after, copied: true));
        yield return new Attack(Class, "moved-old-dictionary", "The halves are moved apart, the signature dictionary stays as signed.",
            Moved("", "", copied: false));
        yield return new Attack(Class, "widened", "The gap around /Contents is widened over added entries.", Widened("/Pad(x)"));
        yield return new Attack(Class, "widened-contents", "The gap holds a second /Contents.", Widened("/Contents<00>"));
        yield return new Attack(Class, "widened-range", "The gap holds a second /ByteRange.", Widened("/ByteRange[0 0 0 0]"));
        yield return new Attack(Class, "unused-tail", "Bytes follow the signed ones and a forged range claims the whole file.", Longer());
        yield return new Attack(Class, "padding", "The zeros that pad /Contents are used for an object.", Padding());
        yield return new Attack(Class, "short-cover", "A signature ends its coverage before its own table, and that is exchanged.",
            Short());
    }

    private static byte[] Moved(string before, string after, bool copied)
    {
        var signed = HandSigned.Certified();
        var (value, range) = Range(signed);
        var (gap, end, start) = ((int)range[1], (int)range[2], (int)Pieces.LastStart(signed));
        var (tail, moved) = (signed[end..], start + HandSigned.Room + 4_000);
        var objects = new List<(int Number, string Body)>
        {
            (Pieces.Content, Pieces.Evil), (Pieces.Catalog, PdfSurgery.Text(Pieces.Read(signed, Pieces.Catalog))),
        };
        if (copied)
            objects.Add((value.Number, PdfSurgery.Text(
                Pieces.Read(signed, value.Number).With("ByteRange", PdfSurgery.Parse($"[0 {gap} {moved} {tail.Length}]")))));

        // what was signed says that the table is here: so here is one
        var first = PdfSurgery.Open(signed).Revisions[0].XrefOffset;
        var (place, rows, bodies) = (start + 20 + objects.Count * 26 + 60, "", "");
        foreach (var (number, body) in objects)
        {
            rows += $"{number:00000} 1\n{place + bodies.Length:0000000000} 00000 n \n";
            bodies += $"{number} 0 obj\n{body}\nendobj\n";
        }

        var table = $"xref\n{rows}trailer\n<</Size 15/Root 1 0 R/Prev {first}>>\n".PadRight(place - start) + bodies;
        var opening = string.Format(CultureInfo.InvariantCulture, before, tail.Length);
        var hole = Encoding.Latin1.GetString(signed, gap, end - gap) + ">>\nendobj\n";
        var room = (hole.PadRight(start - gap) + table).PadRight(moved - gap - opening.Length) + opening;
        return [.. signed[..gap], .. PdfSurgery.Bytes(room), .. tail, .. PdfSurgery.Bytes(after)];
    }

    private static byte[] Widened(string entries)
    {
        var signed = HandSigned.Certified();
        var (_, range) = Range(signed);
        var wider = signed[(int)range[1]..(int)range[2]];
        var moved = $"[0 {range[1]} {range[2] + entries.Length} {range[3]}]";
        var twin = Pieces.Overwritten(signed, $"[0 {range[1]} {range[2]} {range[3]}]", moved.PadRight(40)[..40].TrimEnd());
        return [.. twin[..(int)range[1]], .. wider, .. PdfSurgery.Bytes(entries), .. twin[(int)range[2]..]];
    }

    private static byte[] Longer()
    {
        var signed = HandSigned.Certified();
        var (value, range) = Range(signed);
        var copy = Pieces.Read(signed, value.Number).With("ByteRange", PdfSurgery.Parse($"[0 {range[1]} {range[2]} {range[3] + 9000}]"));
        return PdfSurgery.Append(signed, (Pieces.Content, Pieces.Evil), (value.Number, PdfSurgery.Text(copy)));
    }

    private static byte[] Padding()
    {
        var signed = HandSigned.Certified();
        var (_, range) = Range(signed);
        var evil = PdfSurgery.Bytes($">>\nendobj\n{Pieces.Content} 0 obj\n{Pieces.Evil}\nendobj\n");
        evil.CopyTo(signed, (int)range[2] - evil.Length - 50);
        var place = (int)range[2] - evil.Length - 50 + 11;
        var tail = $"xref\n{Pieces.Content} 1\n{place:0000000000} 00000 n \ntrailer\n<</Size 15/Root 1 0 R/Prev "
            + $"{Pieces.LastStart(signed)}>>\nstartxref\n{signed.Length}\n%%EOF\n";
        return [.. signed, .. PdfSurgery.Bytes(tail)];
    }

    private static byte[] Short()
    {
        var letter = HandSigned.Letter();
        var next = PdfSurgery.Next(letter);
        var field = Pieces.With(letter, HandSigned.Leader, "V", $"{next} 0 R");
        var whole = PdfSurgery.Append(letter, field, (next, HandSigned.Placeholder("")));
        var cut = Encoding.Latin1.GetString(whole).LastIndexOf("xref\n", StringComparison.Ordinal);
        cut = Encoding.Latin1.GetString(whole, 0, cut).LastIndexOf("xref\n", StringComparison.Ordinal);
        var signed = HandSigned.Place(whole[..cut], letter.Length, Pieces.Accomplice);
        var evil = $"{Pieces.Content} 0 obj\n{Pieces.Evil}\nendobj\n";
        var table = Encoding.Latin1.GetString(whole[cut..]);
        table = table.Replace("xref\n0 1", $"xref\n{Pieces.Content} 1\n{cut:0000000000} 00000 n \n0 1", StringComparison.Ordinal);
        var start = table.LastIndexOf("startxref", StringComparison.Ordinal);
        return [.. signed, .. PdfSurgery.Bytes(evil + table[..start] + $"startxref\n{cut + evil.Length}\n%%EOF\n")];
    }

    private static (PdfReference Signature, List<long> Range) Range(byte[] signed)
    {
        var value = (PdfReference)Pieces.Read(signed, HandSigned.Leader)["V"]!;
        return (value, [.. ((PdfArray)Pieces.Read(signed, value.Number)["ByteRange"]!).Select(one => one.AsInteger!.Value)]);
    }
}
