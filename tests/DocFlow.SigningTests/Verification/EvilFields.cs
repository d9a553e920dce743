using DocFlow.Signing.Pdf;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>Twins that touch the form of a signed file: values, appearances, and the signatures themselves.</summary>
internal static class EvilFields
{
    public static IEnumerable<(string Name, byte[] Bytes)> Of(byte[] signed)
    {
        var document = PdfSurgery.Open(signed);
        var fields = document.Array(document.Dictionary(document.Catalog["AcroForm"])!["Fields"])!.OfType<PdfReference>().ToList();
        return [.. Values(signed, document, fields), .. Signatures(signed, document, fields), .. Added(signed, document, fields)];
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Values(byte[] signed, PdfDocument document, List<PdfReference> fields)
    {
        var next = PdfSurgery.Next(signed);
        foreach (var field in fields.Where(one => document.Name(document.Dictionary(one)!["FT"]) == "Tx").Take(1))
        {
            var dictionary = document.Dictionary(field)!;
            yield return ("field-value-after-seal", Changed(signed, field, dictionary.With("V", PdfString.Of("999"))));
            yield return ("field-widened", Changed(signed, field, dictionary.With("Rect", PdfArray.Of(0, 0, 595, 842))));
            yield return ("field-action", Changed(signed, field, dictionary.With("AA", PdfSurgery.Parse("<</C<</S/JavaScript/JS(1)>>>>"))));
            var shown = new PdfDictionary([new("N", new PdfReference(next, 0))]);
            var redrawn = (field.Number, PdfSurgery.Text(dictionary.With("AP", shown)));
            yield return ("field-appearance-after-seal", PdfSurgery.Append(signed, redrawn,
                (next, PdfSurgery.Stream("BT /F1 13 Tf 2 2 Td (999) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 100 50]"))));
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Signatures(byte[] signed, PdfDocument document, List<PdfReference> fields)
    {
        var given = fields.FindAll(one => document.Dictionary(one)!["V"] is PdfReference
            && document.Name(document.Dictionary(one)!["FT"]) == "Sig");
        var first = document.Dictionary(given[0])!;
        yield return ("signature-taken-away", Changed(signed, given[0], first.Without("V")));
        if (given.Count > 1)
            yield return ("signature-shared", Changed(signed, given[0], first.With("V", document.Dictionary(given[^1])!["V"]!)));
        var value = (PdfReference)document.Dictionary(given[^1])!["V"]!;
        var dictionary = document.Dictionary(value)!;
        yield return ("signature-without-contents", Changed(signed, value, dictionary.Without("Contents")));
        yield return ("signature-without-range", Changed(signed, value, dictionary.Without("ByteRange")));
        yield return ("signature-contents-null", Changed(signed, value, dictionary.With("Contents", PdfNull.Instance)));
        yield return ("signature-contents-empty", Changed(signed, value, dictionary.With("Contents", new PdfString([]))));
        yield return ("signature-redefined", Changed(signed, value, dictionary));
        yield return ("signature-field-moved", Changed(signed, given[0], first.With("Rect", PdfArray.Of(0, 0, 400, 400))));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Added(byte[] signed, PdfDocument document, List<PdfReference> fields)
    {
        var next = PdfSurgery.Next(signed);
        var form = document.Catalog["AcroForm"];
        var page = PdfSurgery.Text(document.Pages[0].Reference);
        var widget = $"<</Type/Annot/Subtype/Widget/FT/Tx/T(extra)/V(Pay more)/F 4/Rect[50 600 400 800]/P {page}>>";
        var longer = document.Dictionary(form)!.With("Fields", new PdfArray([.. fields, new PdfReference(next, 0)]));
        var holder = form is PdfReference { Number: var number }
            ? (number, PdfSurgery.Text(longer))
            : (((PdfReference)document.Trailer["Root"]!).Number, PdfSurgery.Text(document.Catalog.With("AcroForm", longer)));
        yield return ("field-added", PdfSurgery.Append(signed, holder, (next, widget)));
        var certifying = widget.Replace("/FT/Tx/T(extra)/V(Pay more)", $"/FT/Sig/T(extra)/V {next + 1} 0 R", StringComparison.Ordinal);
        var reference = "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 3>>>>]";
        var appended = PdfSurgery.Append(signed, holder, (next, certifying), (next + 1, HandSigned.Placeholder(reference)));
        using var accomplice = TestAuthority.Person("Kẻ Gian");
        yield return ("second-certification", HandSigned.Place(appended, signed.Length, accomplice));
        var empty = fields.Find(one => document.Name(document.Dictionary(one)!["FT"]) == "Sig" && document.Dictionary(one)!["V"] is null);
        if (empty is not null)
            yield return ("second-certification-in-empty-field", HandSigned.Sign(signed, empty.Number, reference, key: accomplice));
    }

    private static byte[] Changed(byte[] signed, PdfReference number, PdfDictionary now) =>
        PdfSurgery.Append(signed, (number.Number, PdfSurgery.Text(now)));
}
