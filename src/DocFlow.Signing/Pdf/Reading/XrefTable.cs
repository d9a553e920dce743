namespace DocFlow.Signing.Pdf.Reading;

/// <summary>The classic cross-reference table (ISO 32000-2, 7.5.4).</summary>
internal static class XrefTable
{
    /// <summary>Reads the table whose keyword has just been read.</summary>
    public static XrefSection Read(PdfParser parser, long offset, long headerOffset)
    {
        var entries = new PdfLocations();
        var token = parser.Lexer.Next();
        for (; token.Kind == PdfTokenKind.Integer; token = parser.Lexer.Next())
            Subsection(parser.Lexer, token, entries, headerOffset);
        if (token.Kind == PdfTokenKind.End)
            throw PdfUnreadable.Truncated("The file ends inside its cross-reference table.");
        if (!token.Is("trailer") || parser.Object() is not PdfDictionary trailer)
            throw PdfUnreadable.Damaged($"The cross-reference table at byte {offset} has no trailer.");

        return new XrefSection(offset, IsStream: false, trailer, entries) 
        {
            BodyEnd = parser.Lexer.Position,
            Reach = parser.Lexer.Position,
        };
    }

    private static void Subsection(PdfLexer lexer, PdfToken first, PdfLocations entries, long headerOffset)
    {
        var count = lexer.Next();
        if (count.Kind != PdfTokenKind.Integer || first.Integer < 0 || count.Integer < 0
            || first.Integer > PdfLimits.ObjectNumber || count.Integer > PdfLimits.ObjectNumber + 1L - first.Integer)
            throw PdfUnreadable.Damaged($"The cross-reference table announces impossible object numbers at byte {first.Start}.");

        for (var i = 0; i < count.Integer; i++)
        {
            var (offset, generation, kind) = (lexer.Next(), lexer.Next(), lexer.Next());
            if (offset.Kind != PdfTokenKind.Integer || generation.Kind != PdfTokenKind.Integer || !(kind.Is("n") || kind.Is("f")))
                throw PdfUnreadable.Damaged($"The cross-reference table has a malformed entry at byte {offset.Start}.");

            entries.Set((int)first.Integer + i, kind.Is("n") && offset.Integer > 0
                ? new PdfLocation(PdfPlace.AtOffset, offset.Integer + headerOffset, (int)Math.Clamp(generation.Integer, 0, 65535))
                : default);
        }
    }
}
