using DocFlow.Signing.Pdf;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>
/// Makes files out of a signed one that look signed but show, run or claim something else. None may pass; the attacks are those of the
/// literature: universal signature forgery, incremental saving, signature wrapping, shadow attacks, evil annotations, certification.
/// </summary>
public sealed class EvilTwins
{
    private readonly byte[] _signed;
    private readonly PdfDocument _document;
    private readonly PdfPage _page;
    private readonly int _next;

    private EvilTwins(byte[] signed)
    {
        _signed = signed;
        _document = PdfSurgery.Open(signed);
        _page = _document.Pages[0];
        _next = PdfSurgery.Next(signed);
    }

    /// <summary>
    /// Twins that MuPDF's change history calls harmless: it does not look at coverage, at bytes outside objects, or at what of a locked
    /// field changed. The others it finds.
    /// </summary>
    public static IReadOnlySet<string> UnseenByMupdf { get; } = new HashSet<string>
    {
        "catalog-replaced", "field-widened", "field-action", "field-appearance-after-seal", "signature-field-moved", "field-added",
        "second-certification", "gap-with-entries", "gap-with-second-contents", "gap-padding-used", "gap-blank", "gap-comment", "wrapped",
        "junk-appended", "blank-appended", "object-appended-without-xref", "history-skipped", "information-replaced",
    };

    /// <summary>Every twin of a signed file, by name.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(byte[] signed)
    {
        var twins = new EvilTwins(signed);
        return [.. twins.Pages(), .. twins.Catalogs(), .. twins.Annotations(), .. EvilFields.Of(signed), .. EvilRanges.Of(signed),
            .. twins.Structures()];
    }

    /// <summary>Writes every twin of a signed file into a folder, for other tools to look at.</summary>
    public static IReadOnlyList<string> Write(byte[] signed, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var (name, bytes) in Of(signed))
        {
            files.Add(Path.Combine(folder, name + ".pdf"));
            File.WriteAllBytes(files[^1], bytes);
        }

        return files;
    }

    private IEnumerable<(string Name, byte[] Bytes)> Pages()
    {
        var other = PdfSurgery.Stream("BT /F1 12 Tf 72 700 Td (Pay 1000000) Tj ET");
        yield return ("page-content-replaced", PdfSurgery.Append(_signed, Page("Contents", Next(0)), (_next, other)));
        yield return ("page-content-replaced-by-xref-stream", PdfSurgery.AppendWithStream(_signed, Page("Contents", Next(0)), (_next,
            other)));
        if (ContentNumber() is { } content)
        {
            yield return ("page-content-redefined", PdfSurgery.Append(_signed, (content, other)));
            yield return ("page-content-freed", PdfSurgery.Append(_signed, [], "", [content]));
        }

        yield return ("page-turned", PdfSurgery.Append(_signed, Page("Rotate", new PdfInteger(90))));
        yield return ("page-cropped", PdfSurgery.Append(_signed, Page("CropBox", PdfArray.Of(0, 0, 200, 200))));
        yield return ("page-resources-replaced", PdfSurgery.Append(_signed, Page("Resources", PdfDictionary.Empty)));
        yield return ("page-action", PdfSurgery.Append(_signed, Page("AA", Raw("<</O<</S/JavaScript/JS(app.alert(1))>>>>"))));
        var tree = (PdfReference)_document.Catalog["Pages"]!;
        yield return ("page-tree-swapped", PdfSurgery.Append(_signed, (tree.Number, $"<</Type/Pages/Kids[{_next} 0 R]/Count 1>>"),
            (_next, $"<</Type/Page/Parent {tree.Number} 0 R/MediaBox[0 0 595 842]/Contents {_next + 1} 0 R>>"), (_next + 1, other)));
    }

    private IEnumerable<(string Name, byte[] Bytes)> Catalogs()
    {
        var script = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
        yield return ("catalog-open-action", PdfSurgery.Append(_signed, Catalog("OpenAction", Next(0)), (_next, script)));
        yield return ("catalog-scripts", PdfSurgery.Append(_signed, Catalog("Names", Raw($"<</JavaScript<</Names[(a){_next} 0 R]>>>>")),
            (_next, script)));
        yield return ("catalog-layers", PdfSurgery.Append(_signed, Catalog("OCProperties", Raw("<</OCGs[]/D<</BaseState/OFF>>>>"))));
        yield return ("catalog-perms-removed", PdfSurgery.Append(_signed, Catalog("Perms", PdfNull.Instance)));
        yield return ("catalog-form-removed", PdfSurgery.Append(_signed, Catalog("AcroForm", PdfNull.Instance)));
        yield return ("catalog-replaced", PdfSurgery.Append(_signed, [(_next, PdfSurgery.Text(_document.Catalog))], $"/Root {_next} 0 R",
            []));
        if (_document.Catalog["AcroForm"] is PdfReference { Number: var form })
        {
            var asked = _document.Dictionary(_document.Catalog["AcroForm"])!.With("NeedAppearances", new PdfBoolean(true));
            yield return ("form-asks-for-appearances", PdfSurgery.Append(_signed, (form, PdfSurgery.Text(asked))));
        }
    }

    private IEnumerable<(string Name, byte[] Bytes)> Annotations()
    {
        const string Cover = "1 1 1 rg 0 0 400 400 re f";
        foreach (var kind in new[] { "FreeText", "Stamp", "Redact", "Square", "Link" })
        {
            var (over, shown) = ($"<</Type/Annot/Subtype/{kind}/F 4/Rect[50 500 450 800]/AP<</N {_next + 1} 0 R>>>>", Appearance(Cover));
            yield return ($"annotation-{kind}", PdfSurgery.Append(_signed, Page("Annots", Annotated()), (_next, over), (_next + 1, shown)));
        }

        if (_page.Dictionary["Annots"] is PdfReference { Number: var list })
            yield return ("annotations-emptied", PdfSurgery.Append(_signed, (list, "[]")));
        else
            yield return ("annotations-emptied", PdfSurgery.Append(_signed, Page("Annots", PdfNull.Instance)));
    }

    private IEnumerable<(string Name, byte[] Bytes)> Structures()
    {
        yield return ("junk-appended", [.. _signed, .. "<script>alert(1)</script>"u8]);
        yield return ("blank-appended", [.. _signed, (byte)'\n', (byte)'\n']);
        yield return ("object-appended-without-xref", [.. _signed, .. PdfSurgery.Bytes($"{ContentNumber()} 0 obj\n<<>>\nendobj\n")]);
        var first = _document.Revisions[0].XrefOffset;
        yield return ("history-skipped", [.. _signed, .. PdfSurgery.Bytes($"xref\n0 1\n0000000000 65535 f \ntrailer\n"
            + $"{PdfSurgery.Text(_document.Trailer.With("Prev", new PdfInteger(first)))}\nstartxref\n{_signed.Length}\n%%EOF\n")]);
        yield return ("information-replaced", PdfSurgery.Append(_signed, [(_next, "<</Title(Another)>>")], $"/Info {_next} 0 R", []));
    }

    private int? ContentNumber() => (_page.Dictionary["Contents"] as PdfReference
        ?? _document.Array(_page.Dictionary["Contents"])?.OfType<PdfReference>().FirstOrDefault())?.Number;

    private PdfArray Annotated() => (_document.Array(_page.Dictionary["Annots"]) ?? new PdfArray([])).With(Next(0));

    private PdfReference Next(int more) => new(_next + more, 0);

    private (int Number, string Body) Page(string key, PdfObject value) =>
        (_page.Reference.Number, PdfSurgery.Text(_page.Dictionary.With(key, value)));

    private (int Number, string Body) Catalog(string key, PdfObject value) =>
        (((PdfReference)_document.Trailer["Root"]!).Number, PdfSurgery.Text(_document.Catalog.With(key, value)));

    private static string Appearance(string content) => PdfSurgery.Stream(content, "/Type/XObject/Subtype/Form/BBox[0 0 400 400]");

    private static PdfObject Raw(string text) => PdfSurgery.Parse(text);
}
