using DocFlow.Signing.Pdf.Reading.Rebuilding;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>An object between "n g obj" and "endobj".</summary>
internal sealed record IndirectObject(int Number, int Generation, PdfObject Value, long End)
{
    /// <summary>How many values it holds, for those who keep it.</summary>
    public int Weight { get; init; }

    /// <summary>
    /// Reads the object at the parser's position; <paramref name="length"/> resolves a stream's /Length. With <paramref name="mends"/> a
    /// wrong length or a missing endobj is noted there and let pass.
    /// </summary>
    public static IndirectObject Read(PdfParser parser, Func<PdfObject?, long> length, Mends? mends = null)
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
            value = Stream(lexer, dictionary, length(dictionary["Length"]), mends);
            next = lexer.Next();
        }

        if (next.Kind == PdfTokenKind.End)
            throw PdfUnreadable.Truncated($"The file ends inside object {number.Integer}.");
        if (!next.Is("endobj"))
        {
            if (mends is null)
                throw PdfUnreadable.Damaged($"Object {number.Integer} does not end where it should.");
            mends.NoEnd = true;
            lexer.Position = next.Start;
        }

        return new IndirectObject((int)number.Integer, (int)generation.Integer, value, lexer.Position) { Weight = parser.Weight };
    }

    /// <summary>Reads the bare value of an object in an object stream.</summary>
    public static IndirectObject Packed(PdfParser parser, int number)
    {
        var value = parser.Object();
        return new IndirectObject(number, 0, value, parser.Lexer.Position) { Weight = parser.Weight };
    }

    private static PdfStream Stream(PdfLexer lexer, PdfDictionary dictionary, long length, Mends? mends)
    {
        var start = lexer.Position;
        if (lexer.Source.ByteAt(start) == 13)
            start++;
        if (lexer.Source.ByteAt(start) == 10)
            start++;
        if (length >= 0 && length <= lexer.Source.Length - start)
        {
            lexer.Position = start + length;
            if (lexer.Next().Is("endstream"))
                return new PdfStream(dictionary, start, length);
        }

        return mends is null
            ? throw PdfUnreadable.Damaged($"The stream at byte {start} does not have the length it states.")
            : Searched(lexer, dictionary, start, mends);
    }

    private static PdfStream Searched(PdfLexer lexer, PdfDictionary dictionary, long start, Mends mends)
    {
        var end = lexer.Source.Find("endstream"u8, start);
        if (end < 0)
            throw PdfUnreadable.Truncated($"The stream at byte {start} never ends.");

        mends.WrongLength = true;
        lexer.Position = end + 9;
        // the line end before endstream is no part of the data (ISO 32000-2, 7.3.8.1)
        if (end > start && lexer.Source.ByteAt(end - 1) == 10)
            end--;
        if (end > start && lexer.Source.ByteAt(end - 1) == 13)
            end--;
        return new PdfStream(dictionary, start, end - start);
    }
}
