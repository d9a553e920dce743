namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Builds objects out of tokens, never deeper than <see cref="PdfLimits.Nesting"/>.</summary>
internal sealed class PdfParser(PdfLexer lexer)
{
    public PdfLexer Lexer => lexer;

    public PdfObject Object() => Object(lexer.Next(), 0);

    public PdfObject Object(PdfToken token, int depth = 0)
    {
        if (depth > PdfLimits.Nesting)
            throw PdfUnreadable.TooMuch($"Objects near byte {token.Start} are nested deeper than {PdfLimits.Nesting} levels.");

        return token.Kind switch
        {
            PdfTokenKind.Integer => NumberOrReference(token),
            PdfTokenKind.Real => new PdfReal(token.Real),
            PdfTokenKind.Name => new PdfName(token.Text),
            PdfTokenKind.String => new PdfString(token.Bytes),
            PdfTokenKind.ArrayOpen => Array(depth + 1),
            PdfTokenKind.DictionaryOpen => Dictionary(depth + 1),
            PdfTokenKind.Keyword => Constant(token),
            PdfTokenKind.End => throw PdfUnreadable.Truncated("The file ends in the middle of an object."),
            _ => throw PdfUnreadable.Damaged($"A bracket at byte {token.Start} closes nothing."),
        };
    }

    private PdfObject NumberOrReference(PdfToken first)
    {
        var after = lexer.Position;
        if (first.Integer is >= 0 and <= PdfLimits.ObjectNumber && lexer.Next() is { Kind: PdfTokenKind.Integer } second
            && second.Integer is >= 0 and <= 65535 && lexer.Next().Is("R"))
            return new PdfReference((int)first.Integer, (int)second.Integer);

        lexer.Position = after;
        return new PdfInteger(first.Integer);
    }

    private PdfArray Array(int depth)
    {
        var items = new List<PdfObject>();
        for (var token = lexer.Next(); token.Kind != PdfTokenKind.ArrayClose; token = lexer.Next())
            items.Add(Object(token, depth));
        return new PdfArray(items);
    }

    private PdfDictionary Dictionary(int depth)
    {
        var entries = new List<KeyValuePair<string, PdfObject>>();
        for (var token = lexer.Next(); token.Kind != PdfTokenKind.DictionaryClose; token = lexer.Next())
        {
            if (token.Kind == PdfTokenKind.End)
                throw PdfUnreadable.Truncated("The file ends inside a dictionary.");
            if (token.Kind != PdfTokenKind.Name)
                throw PdfUnreadable.Damaged($"A dictionary has something other than a name as its key at byte {token.Start}.");
            entries.Add(new(token.Text, Object(lexer.Next(), depth)));
        }

        return new PdfDictionary(entries);
    }

    private static PdfObject Constant(PdfToken token) => token.Text switch
    {
        "true" => new PdfBoolean(true),
        "false" => new PdfBoolean(false),
        "null" => PdfNull.Instance,
        _ => throw PdfUnreadable.Damaged($"The word at byte {token.Start} is not a PDF object."),
    };
}
