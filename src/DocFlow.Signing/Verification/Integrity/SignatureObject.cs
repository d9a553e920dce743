using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>Where a signature dictionary and the string of its /Contents really lie in the file, token by token.</summary>
internal sealed record SignatureObject(long Start, long End, long ContentsStart, long ContentsEnd)
{
    /// <summary>Finds them; null when /Contents or /ByteRange is missing or stands there twice, so that readers could disagree.</summary>
    public static SignatureObject? Find(PdfSource source, long offset)
    {
        var lexer = new PdfLexer(source, offset);
        if (lexer.Next().Kind != PdfTokenKind.Integer || lexer.Next().Kind != PdfTokenKind.Integer || !lexer.Next().Is("obj")
            || lexer.Next().Kind != PdfTokenKind.DictionaryOpen)
            return null;

        var (contents, ranges) = (new List<(long Start, long End)>(), 0);
        for (var key = lexer.Next(); key.Kind == PdfTokenKind.Name; key = lexer.Next())
        {
            ranges += key.Text == "ByteRange" ? 1 : 0;
            lexer.SkipBlanks();
            var start = lexer.Position;
            if (key.Text == "Contents" && HexEnd(source, start) is { } end)
                lexer.Position = end;
            else
                new PdfParser(lexer).Object();
            if (key.Text == "Contents")
                contents.Add((start, lexer.Position));
        }

        return contents is [var only] && ranges == 1 && lexer.Next().Is("endobj")
            ? new SignatureObject(offset, lexer.Position, only.Start, only.End)
            : null;
    }

    // the string is as long as its room; what stands in it is checked where it is used
    private static long? HexEnd(PdfSource source, long start)
    {
        if (source.ByteAt(start) != '<' || source.ByteAt(start + 1) == '<')
            return null;
        Span<byte> chunk = stackalloc byte[4096];
        for (var at = start; at < start + Coverage.MostRoom; at += chunk.Length)
        {
            var read = source.Read(at, chunk);
            if (chunk[..read].IndexOf((byte)'>') is >= 0 and var found)
                return at + found + 1;
        }

        return null;
    }
}
