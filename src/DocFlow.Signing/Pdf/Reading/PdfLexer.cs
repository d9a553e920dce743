namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Cuts bytes into tokens (ISO 32000-2, 7.2 and 7.3).</summary>
internal sealed class PdfLexer(PdfSource source, long position)
{
    // 1 for blanks, 2 for delimiters, 0 for regular characters (ISO 32000-2, 7.2.3)
    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(Class)];

    public long Position { get; set; } = position;

    public PdfSource Source { get; } = source;

    public PdfToken Next()
    {
        SkipBlanks();
        var start = Position;
        var first = Source.ByteAt(Position++);
        return first switch
        {
            -1 => Stay(new PdfToken(PdfTokenKind.End, start)),
            '/' => new PdfToken(PdfTokenKind.Name, start) { Word = PdfWordLexer.Name(this) },
            '(' => new PdfToken(PdfTokenKind.String, start) { Bytes = PdfStringLexer.Literal(this) },
            '[' => new PdfToken(PdfTokenKind.ArrayOpen, start),
            ']' => new PdfToken(PdfTokenKind.ArrayClose, start),
            '<' when Source.ByteAt(Position) != '<' => new PdfToken(PdfTokenKind.String, start) { Bytes = PdfStringLexer.Hex(this) },
            '<' => Second(PdfTokenKind.DictionaryOpen, start),
            '>' when Source.ByteAt(Position) == '>' => Second(PdfTokenKind.DictionaryClose, start),
            '{' or '}' or ')' or '>' => new PdfToken(PdfTokenKind.Keyword, start) { Word = NameTable.Of([(byte)first]) },
            _ => PdfWordLexer.Word(this, start),
        };
    }

    public void SkipBlanks()
    {
        while (true)
        {
            var next = Source.ByteAt(Position);
            if (next == '%')
                SkipComment();
            else if (!IsBlank(next))
                return;
            else
                Position++;
        }
    }

    public int Take() => Source.ByteAt(Position++);

    public static bool IsBlank(int value) => value >= 0 && Classes[value] == 1;

    public static bool IsRegular(int value) => value >= 0 && Classes[value] == 0;

    public static int HexDigit(int value) => value switch
    {
        >= '0' and <= '9' => value - '0',
        >= 'A' and <= 'F' => value - 'A' + 10,
        >= 'a' and <= 'f' => value - 'a' + 10,
        _ => -1,
    };

    private static byte Class(int value) => (char)value switch
    {
        '\0' or '\t' or '\n' or '\f' or '\r' or ' ' => 1,
        '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%' => 2,
        _ => 0,
    };

    private void SkipComment()
    {
        while (Source.ByteAt(Position) is not (-1 or 10 or 13))
            Position++;
    }

    private PdfToken Stay(PdfToken token)
    {
        Position--;
        return token;
    }

    private PdfToken Second(PdfTokenKind kind, long start)
    {
        Position++;
        return new PdfToken(kind, start);
    }
}
