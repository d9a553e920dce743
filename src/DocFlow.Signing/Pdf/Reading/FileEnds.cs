namespace DocFlow.Signing.Pdf.Reading;

/// <summary>The header at the front and the startxref lines that close each saved version.</summary>
internal static class FileEnds
{
    private const int HeaderWindow = 1024;

    /// <summary>Where "%PDF-" stands: other programs accept up to a kilobyte of junk before it.</summary>
    public static long Header(PdfSource source)
    {
        var at = source.Find("%PDF-"u8, 0, HeaderWindow);
        return at >= 0 ? at : throw new PdfUnreadable(PdfFault.NotAPdf, "The file is not a PDF: it has no PDF header.");
    }

    /// <summary>The number after the last startxref.</summary>
    public static long LastXref(PdfSource source)
    {
        var at = source.FindLast("startxref"u8);
        if (at < 0)
            throw PdfUnreadable.Truncated("The end of the PDF is missing (no startxref).");

        var lexer = new PdfLexer(source, at);
        lexer.Next();
        var value = lexer.Next();
        return value.Kind == PdfTokenKind.Integer && value.Integer >= 0 && value.Integer < source.Length
            ? value.Integer
            : throw PdfUnreadable.Damaged("The end of the PDF does not say where its cross-reference section is.");
    }

    /// <summary>Offsets count from the header (ISO 32000-2, 7.5.1), yet some writers count from the junk before it.</summary>
    public static long OffsetBase(PdfSource source, long header, long xref)
    {
        var lexer = new PdfLexer(source, xref + header);
        var first = lexer.Next();
        var counted = first.Is("xref")
            || (first.Kind == PdfTokenKind.Integer && lexer.Next().Kind == PdfTokenKind.Integer && lexer.Next().Is("obj"));
        return counted ? header : 0;
    }

    /// <summary>The end of the version whose section ends at <paramref name="bodyEnd"/>: after %%EOF and its line end.</summary>
    public static long After(PdfSource source, long bodyEnd)
    {
        var lexer = new PdfLexer(source, bodyEnd);
        if (!lexer.Next().Is("startxref") || lexer.Next().Kind != PdfTokenKind.Integer)
            return bodyEnd;

        var end = lexer.Position;
        while (PdfLexer.IsBlank(source.ByteAt(end)))
            end++;
        Span<byte> mark = stackalloc byte[5];
        if (source.Read(end, mark) < 5 || !mark.SequenceEqual("%%EOF"u8))
            return lexer.Position;

        end += 5;
        if (source.ByteAt(end) == 13)
            end++;
        return source.ByteAt(end) == 10 ? end + 1 : end;
    }
}
