using System.Globalization;
using System.Text;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Cuts bytes into tokens (ISO 32000-2, 7.2 and 7.3).</summary>
internal sealed class PdfLexer(PdfSource source, long position)
{
    private readonly List<byte> _scratch = [];

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
            '/' => new PdfToken(PdfTokenKind.Name, start) { Text = Name() },
            '(' => new PdfToken(PdfTokenKind.String, start) { Bytes = PdfStringLexer.Literal(this, _scratch) },
            '[' => new PdfToken(PdfTokenKind.ArrayOpen, start),
            ']' => new PdfToken(PdfTokenKind.ArrayClose, start),
            '<' when Source.ByteAt(Position) != '<' =>
                new PdfToken(PdfTokenKind.String, start) { Bytes = PdfStringLexer.Hex(this, _scratch) },
            '<' => Second(PdfTokenKind.DictionaryOpen, start),
            '>' when Source.ByteAt(Position) == '>' => Second(PdfTokenKind.DictionaryClose, start),
            '{' or '}' or ')' or '>' => new PdfToken(PdfTokenKind.Keyword, start) { Text = ((char)first).ToString() },
            _ => Word(start),
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

    public static bool IsBlank(int value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsRegular(int value) =>
        value >= 0 && !IsBlank(value) && value is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');

    public static int HexDigit(int value) => value switch
    {
        >= '0' and <= '9' => value - '0',
        >= 'A' and <= 'F' => value - 'A' + 10,
        >= 'a' and <= 'f' => value - 'a' + 10,
        _ => -1,
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

    private string Name()
    {
        _scratch.Clear();
        for (var next = Source.ByteAt(Position); IsRegular(next) && _scratch.Count < 4096; next = Source.ByteAt(Position))
        {
            Position++;
            var (high, low) = (HexDigit(Source.ByteAt(Position)), HexDigit(Source.ByteAt(Position + 1)));
            if (next == '#' && high >= 0 && low >= 0)
            {
                next = high << 4 | low;
                Position += 2;
            }

            _scratch.Add((byte)next);
        }

        return Encoding.Latin1.GetString([.. _scratch]);
    }

    private PdfToken Word(long start)
    {
        Span<char> word = stackalloc char[64];
        var length = 0;
        Position = start;
        for (var next = Source.ByteAt(Position); IsRegular(next); next = Source.ByteAt(++Position))
        {
            if (length == word.Length)
                throw PdfUnreadable.Damaged($"An overlong word stands at byte {start}.");
            word[length++] = (char)next;
        }

        var text = word[..length];
        if (text[0] is not (>= '0' and <= '9' or '+' or '-' or '.'))
            return new PdfToken(PdfTokenKind.Keyword, start) { Text = text.ToString() };
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return new PdfToken(PdfTokenKind.Integer, start) { Integer = integer };
        const NumberStyles real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(text, real, CultureInfo.InvariantCulture, out var value))
            return new PdfToken(PdfTokenKind.Real, start) { Real = value };
        return new PdfToken(PdfTokenKind.Keyword, start) { Text = text.ToString() };
    }
}
