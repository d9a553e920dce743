using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>Reads the text a page shows, as far as its fonts say what their codes mean.</summary>
internal sealed class PageText
{
    private const int DeepestForm = 8;
    private const int MostOperators = 1_000_000;
    private const int MostPieces = 100_000;

    private readonly PdfDocument _document;
    private readonly int _most;
    private readonly List<TextPiece> _pieces = [];
    private readonly Dictionary<PdfObject, PageFont?> _fonts = [];
    private int _operators;

    private PageText(PdfDocument document, int most) => (_document, _most) = (document, most);

    /// <summary>The lines of a page from the top; at most <paramref name="most"/> decoded bytes are looked at in each stream.</summary>
    public static IReadOnlyList<string> Lines(PdfDocument document, PdfPage page, int most) =>
        TextLines.Of(Pieces(document, page, most, Upright(page.Rotate)));

    /// <summary>What a page shows and where, in its own unturned coordinates.</summary>
    public static List<TextPiece> Pieces(PdfDocument document, PdfPage page, int most) =>
        Pieces(document, page, most, Matrix.Identity);

    private static List<TextPiece> Pieces(PdfDocument document, PdfPage page, int most, Matrix start)
    {
        var text = new PageText(document, most);
        try
        {
            text.Run(text.Content(page.Dictionary["Contents"]), document.Dictionary(page.Resources), start, 0);
        }
        catch (PdfUnreadable fault) when (fault.Fault != PdfFault.TooMuch)
        {
            // what was read until here is still worth looking at; the page itself is shown by other programs
        }

        return text._pieces;
    }

    private static Matrix Upright(int rotate) => rotate switch
    {
        90 => new Matrix(0, -1, 1, 0, 0, 0),
        180 => new Matrix(-1, 0, 0, -1, 0, 0),
        270 => new Matrix(0, 1, -1, 0, 0, 0),
        _ => Matrix.Identity,
    };

    private byte[] Content(PdfObject? contents)
    {
        using var all = new MemoryStream();
        var parts = _document.Resolve(contents) is PdfArray array ? array.Select(_document.Resolve) : [_document.Resolve(contents)];
        foreach (var part in parts.OfType<PdfStream>().TakeWhile(_ => all.Length < _most))
        {
            all.Write(_document.Decode(part, _most));
            all.WriteByte((byte)'\n');
        }

        return all.ToArray();
    }

    private void Run(byte[] content, PdfDictionary? resources, Matrix start, int depth)
    {
        var state = new TextState(start);
        foreach (var (name, operands) in ContentOperators.Read(content))
        {
            if (++_operators > MostOperators || _pieces.Count > MostPieces)
                return;
            if (name == "Tf" && operands is [var font, var size])
                state.Font(Font(_document.Dictionary(resources?["Font"])?[font.AsName ?? ""]), size.AsNumber ?? 0);
            else if (name == "Do" && operands is [var form] && depth < DeepestForm)
                Form(_document.Resolve(_document.Dictionary(resources?["XObject"])?[form.AsName ?? ""]), (resources, state.Place), depth);
            else
                _pieces.AddRange(state.Apply(name, operands));
        }
    }

    private void Form(PdfObject form, (PdfDictionary? Resources, Matrix Place) around, int depth)
    {
        if (form is not PdfStream stream || _document.Name(stream.Dictionary["Subtype"]) != "Form")
            return;
        var numbers = _document.Array(stream.Dictionary["Matrix"])?.Select(one => _document.Number(one) ?? 0).ToList();
        var matrix = numbers is [var a, var b, var c, var d, var e, var f] ? new Matrix(a, b, c, d, e, f) : Matrix.Identity;
        var resources = _document.Dictionary(stream.Dictionary["Resources"]) ?? around.Resources;
        Run(_document.Decode(stream, _most), resources, matrix.Then(around.Place), depth + 1);
    }

    private PageFont? Font(PdfObject? font)
    {
        if (font is null)
            return null;
        if (!_fonts.TryGetValue(font, out var known))
            _fonts[font] = known = _document.Dictionary(font) is { } dictionary ? new PageFont(_document, dictionary) : null;
        return known;
    }
}
