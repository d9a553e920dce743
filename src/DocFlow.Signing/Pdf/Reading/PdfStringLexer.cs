using System.Buffers;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Strings in parentheses and in hexadecimal (ISO 32000-2, 7.3.4).</summary>
internal static class PdfStringLexer
{
    private const int MostDigits = 64 << 10;

    public static byte[] Hex(PdfLexer lexer) => Digits(lexer) ?? Spaced(lexer);

    // the longest by far are the /Contents of signatures: digits and nothing else
    private static byte[]? Digits(PdfLexer lexer)
    {
        var length = lexer.Source.Find(">"u8, lexer.Position, lexer.Position + MostDigits) - lexer.Position;
        if (length < 2 || length % 2 != 0)
            return null;

        var digits = ArrayPool<byte>.Shared.Rent((int)length);
        var bytes = new byte[length / 2];
        var read = lexer.Source.Read(lexer.Position, digits.AsSpan(0, (int)length));
        var isPlain = Convert.FromHexString(digits.AsSpan(0, read), bytes, out _, out var written) == OperationStatus.Done
            && written == bytes.Length;
        ArrayPool<byte>.Shared.Return(digits);
        if (!isPlain)
            return null;
        lexer.Position += length + 1;
        return bytes;
    }

    private static byte[] Spaced(PdfLexer lexer)
    {
        using var bytes = new Scratch();
        var pending = -1;
        for (var next = lexer.Take(); next != '>'; next = lexer.Take())
        {
            var digit = PdfLexer.HexDigit(next);
            if (digit < 0 && !PdfLexer.IsBlank(next))
                throw PdfUnreadable.Damaged($"A hexadecimal string near byte {lexer.Position} holds something else or never ends.");
            if (digit >= 0 && pending >= 0)
                bytes.Add((byte)(pending << 4 | digit));
            if (digit >= 0)
                pending = pending >= 0 ? -1 : digit;
        }

        if (pending >= 0)
            bytes.Add((byte)(pending << 4));
        return bytes.ToArray();
    }

    public static byte[] Literal(PdfLexer lexer)
    {
        using var bytes = new Scratch();
        var open = 1;
        while (true)
        {
            var next = lexer.Take();
            open += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (open == 0)
                return bytes.ToArray();
            if (next == '\\')
                next = Escaped(lexer);
            else if (next == 13)
                next = EndOfLine(lexer);
            else if (next < 0)
                throw PdfUnreadable.Truncated("The file ends inside a string.");
            if (next >= 0)
                bytes.Add((byte)next);
        }
    }

    private static int Escaped(PdfLexer lexer)
    {
        var next = lexer.Take();
        return next switch
        {
            'n' => 10,
            'r' => 13,
            't' => 9,
            'b' => 8,
            'f' => 12,
            >= '0' and <= '7' => Octal(lexer, next - '0'),
            10 => -1,
            13 => EndOfLine(lexer) - 11,
            _ => next,
        };
    }

    private static int Octal(PdfLexer lexer, int value)
    {
        for (var digits = 1; digits < 3 && lexer.Source.ByteAt(lexer.Position) is >= '0' and <= '7'; digits++)
            value = value * 8 + lexer.Take() - '0';
        return value & 0xFF;
    }

    private static int EndOfLine(PdfLexer lexer)
    {
        if (lexer.Source.ByteAt(lexer.Position) == 10)
            lexer.Position++;
        return 10;
    }

    /// <summary>Bytes of a string in the making, in a borrowed array.</summary>
    private ref struct Scratch()
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(256);
        private int _count;

        public void Add(byte value)
        {
            if (_count == _bytes.Length)
                Grow();
            _bytes[_count++] = value;
        }

        public readonly byte[] ToArray() => _bytes[.._count];

        public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

        private void Grow()
        {
            if (_count >= PdfLimits.TokenBytes)
                throw PdfUnreadable.TooMuch("A string in the file is longer than any document needs.");
            var larger = ArrayPool<byte>.Shared.Rent(_count * 2);
            _bytes.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
