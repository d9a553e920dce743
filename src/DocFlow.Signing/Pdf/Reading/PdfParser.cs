namespace DocFlow.Signing.Pdf.Reading;

/// <summary>
/// Builds objects out of tokens, never deeper than <see cref="PdfLimits.Nesting"/> nor of more values than any object needs.
/// </summary>
internal sealed class PdfParser(PdfLexer lexer)
{
    // the members of the open arrays and dictionaries, the innermost last
    private readonly List<PdfObject> _items = [];
    private readonly List<KeyValuePair<string, PdfObject>> _entries = [];

    public PdfLexer Lexer => lexer;

    /// <summary>How many values were read, long strings counted by their length.</summary>
    public int Weight { get; private set; }

    public PdfObject Object() => Object(lexer.Next());

    public PdfObject Object(PdfToken token)
    {
        Weight = 0;
        _items.Clear();
        _entries.Clear();
        return Object(token, 0);
    }

    private PdfObject Object(PdfToken token, int depth)
    {
        if (depth > PdfLimits.Nesting)
            throw PdfUnreadable.TooMuch($"Objects near byte {token.Start} are nested deeper than {PdfLimits.Nesting} levels.");
        Weigh(token);
        return token.Kind switch
        {
            PdfTokenKind.Integer => NumberOrReference(token),
            PdfTokenKind.Real => new PdfReal(token.Real),
            PdfTokenKind.Name => token.Word!,
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
        if (lexer.Next() is { Kind: PdfTokenKind.Integer } second && Reference(first.Integer, second.Integer) is { } reference
            && lexer.Next().Is("R"))
            return reference;

        lexer.Position = after;
        return PdfInteger.Of(first.Integer);
    }

    private static PdfReference? Reference(long? number, long? generation) =>
        number is >= 0 and <= PdfLimits.ObjectNumber && generation is >= 0 and <= 65535
            ? new PdfReference((int)number, (int)generation)
            : null;

    private void Weigh(PdfToken token)
    {
        Weight += 1 + token.Bytes.Length / 64;
        if (Weight > PdfLimits.Values)
            throw PdfUnreadable.TooMuch($"The object near byte {token.Start} has more than {PdfLimits.Values} values.");
    }

    // numbers stand in long rows: only an R tells that the two before it were a reference
    private void Item(PdfToken token, int depth, int begin)
    {
        if (token.Kind == PdfTokenKind.Integer)
        {
            Weigh(token);
            _items.Add(PdfInteger.Of(token.Integer));
        }
        else if (token.Is("R") && _items.Count - begin >= 2 && Reference(_items[^2].AsInteger, _items[^1].AsInteger) is { } reference)
        {
            _items.RemoveRange(_items.Count - 2, 2);
            _items.Add(reference);
        }
        else
            _items.Add(Object(token, depth));
    }

    private PdfArray Array(int depth)
    {
        var begin = _items.Count;
        for (var token = lexer.Next(); token.Kind != PdfTokenKind.ArrayClose; token = lexer.Next())
            Item(token, depth, begin);
        var items = new PdfObject[_items.Count - begin];
        _items.CopyTo(begin, items, 0, items.Length);
        _items.RemoveRange(begin, items.Length);
        return new PdfArray(items);
    }

    private PdfDictionary Dictionary(int depth)
    {
        var begin = _entries.Count;
        for (var token = lexer.Next(); token.Kind != PdfTokenKind.DictionaryClose; token = lexer.Next())
        {
            if (token.Kind == PdfTokenKind.End)
                throw PdfUnreadable.Truncated("The file ends inside a dictionary.");
            if (token.Kind != PdfTokenKind.Name)
                throw PdfUnreadable.Damaged($"A dictionary has something other than a name as its key at byte {token.Start}.");
            _entries.Add(new(token.Text, Object(lexer.Next(), depth)));
        }

        var entries = new KeyValuePair<string, PdfObject>[_entries.Count - begin];
        _entries.CopyTo(begin, entries, 0, entries.Length);
        _entries.RemoveRange(begin, entries.Length);
        var written = entries.Length;
        var dictionary = new PdfDictionary(entries);
        return dictionary.Entries.Length == written ? dictionary : new PdfDictionary(dictionary) { Repeats = true };
    }

    private static PdfObject Constant(PdfToken token) => token.Text switch
    {
        "true" => new PdfBoolean(true),
        "false" => new PdfBoolean(false),
        "null" => PdfNull.Instance,
        _ => throw PdfUnreadable.Damaged($"The word at byte {token.Start} is not a PDF object."),
    };
}
