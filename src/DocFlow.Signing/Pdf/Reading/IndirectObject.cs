namespace DocFlow.Signing.Pdf.Reading;

/// <summary>An object between "n g obj" and "endobj".</summary>
internal sealed record IndirectObject(int Number, int Generation, PdfObject Value, long End)
{
    /// <summary>Reads the object at the parser's position; <paramref name="length"/> resolves a stream's /Length.</summary>
    public static IndirectObject Read(PdfParser parser, Func<PdfObject?, long> length)
    {
        var lexer = parser.Lexer;
        var at = lexer.Position;
        var (number, generation, keyword) = (lexer.Next(), lexer.Next(), lexer.Next());
        if (number.Kind != PdfTokenKind.Integer || generation.Kind != PdfTokenKind.Integer || !keyword.Is("obj")
            || number.Integer is < 0 or > PdfLimits.ObjectNumber || generation.Integer is < 0 or > 65535)
            throw at >= lexer.Source.Length
                ? PdfUnreadable.Truncated($"The file ends before byte {at}, where an object should be.")
                : PdfUnreadable.Damaged($"There is no object at byte {at}, where the cross-reference says one is.");

        var value = parser.Object();
        var next = lexer.Next();
        if (next.Is("stream") && value is PdfDictionary dictionary)
        {
            value = Stream(lexer, dictionary, length(dictionary["Length"]));
            next = lexer.Next();
        }

        if (next.Kind == PdfTokenKind.End)
            throw PdfUnreadable.Truncated($"The file ends inside object {number.Integer}.");
        if (!next.Is("endobj"))
            throw PdfUnreadable.Damaged($"Object {number.Integer} does not end where it should.");
        return new IndirectObject((int)number.Integer, (int)generation.Integer, value, lexer.Position);
    }

    private static PdfStream Stream(PdfLexer lexer, PdfDictionary dictionary, long length)
    {
        var start = lexer.Position;
        if (lexer.Source.ByteAt(start) == 13)
            start++;
        if (lexer.Source.ByteAt(start) == 10)
            start++;
        if (length < 0 || length > lexer.Source.Length - start)
            throw PdfUnreadable.Truncated($"A stream at byte {start} is said to be longer than the file.");

        lexer.Position = start + length;
        if (!lexer.Next().Is("endstream"))
            throw PdfUnreadable.Damaged($"The stream at byte {start} does not have the length it states.");
        return new PdfStream(dictionary, start, length);
    }
}
