using System.Buffers;
using System.Globalization;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Names, numbers and keywords (ISO 32000-2, 7.3.3 and 7.3.5).</summary>
internal static class PdfWordLexer
{
    private const int LongestName = 4096;
    private const int LongestWord = 64;
    private const int SafeDigits = 18;

    /// <summary>The name after the slash just read.</summary>
    public static PdfName Name(PdfLexer lexer)
    {
        var (length, escapes) = (0, false);
        for (var next = lexer.Source.ByteAt(lexer.Position); PdfLexer.IsRegular(next) && length < LongestName;)
        {
            escapes |= next == '#';
            next = lexer.Source.ByteAt(lexer.Position + ++length);
        }

        if (length <= 128)
            return Name(lexer, stackalloc byte[length], escapes);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var name = Name(lexer, rented.AsSpan(0, length), escapes);
        ArrayPool<byte>.Shared.Return(rented);
        return name;
    }

    /// <summary>The number or keyword that begins here.</summary>
    public static PdfToken Word(PdfLexer lexer, long start)
    {
        var (value, digits, others) = (0L, 0, 0);
        var first = lexer.Source.ByteAt(start);
        var end = first is '+' or '-' ? start + 1 : start;
        for (var next = lexer.Source.ByteAt(end); PdfLexer.IsRegular(next); next = lexer.Source.ByteAt(++end))
        {
            if (next is >= '0' and <= '9')
                (value, digits) = (unchecked(value * 10 + next - '0'), digits + 1);
            else
                others++;
            if (end - start >= LongestWord)
                throw PdfUnreadable.Damaged($"An overlong word stands at byte {start}.");
        }

        lexer.Position = end;
        if (others == 0 && digits is > 0 and <= SafeDigits)
            return new PdfToken(PdfTokenKind.Integer, start) { Integer = first == '-' ? -value : value };
        Span<byte> word = stackalloc byte[LongestWord];
        return Other(word[..lexer.Source.Read(start, word[..(int)(end - start)])], start);
    }

    private static PdfToken Other(ReadOnlySpan<byte> word, long start)
    {
        if (word[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.'))
            return new PdfToken(PdfTokenKind.Keyword, start) { Word = NameTable.Of(word) };
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return new PdfToken(PdfTokenKind.Integer, start) { Integer = integer };
        const NumberStyles real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(word, real, CultureInfo.InvariantCulture, out var value)
            ? new PdfToken(PdfTokenKind.Real, start) { Real = value }
            : new PdfToken(PdfTokenKind.Keyword, start) { Word = NameTable.Of(word) };
    }

    private static PdfName Name(PdfLexer lexer, Span<byte> bytes, bool escapes)
    {
        lexer.Source.Read(lexer.Position, bytes);
        lexer.Position += bytes.Length;
        return NameTable.Of(escapes ? Unescaped(bytes) : bytes);
    }

    private static Span<byte> Unescaped(Span<byte> bytes)
    {
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var (high, low) = bytes[i] == '#' && i + 2 < bytes.Length
                ? (PdfLexer.HexDigit(bytes[i + 1]), PdfLexer.HexDigit(bytes[i + 2]))
                : (-1, -1);
            var isEscape = high >= 0 && low >= 0;
            bytes[length++] = isEscape ? (byte)(high << 4 | low) : bytes[i];
            i += isEscape ? 2 : 0;
        }

        return bytes[..length];
    }
}
