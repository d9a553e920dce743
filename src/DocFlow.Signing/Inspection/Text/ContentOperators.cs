using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>Cuts a content stream into operators with their operands (ISO 32000-2 7.8.2).</summary>
internal static class ContentOperators
{
    private const int MostOperands = 64;

    public static IEnumerable<(string Operator, List<PdfObject> Operands)> Read(byte[] content)
    {
        var lexer = new PdfLexer(PdfSource.Of(content), 0);
        var parser = new PdfParser(lexer);
        var operands = new List<PdfObject>();
        for (var token = lexer.Next(); token.Kind != PdfTokenKind.End; token = lexer.Next())
        {
            if (token.Kind is PdfTokenKind.ArrayClose or PdfTokenKind.DictionaryClose)
                continue;
            if (token.Kind != PdfTokenKind.Keyword || token.Text is "true" or "false" or "null")
            {
                if (operands.Count < MostOperands)
                    operands.Add(parser.Object(token));
                continue;
            }

            if (token.Is("ID"))
                SkipImage(lexer);
            yield return (token.Text, operands);
            operands = [];
        }
    }

    // the bytes of an inline image end with EI between blanks (8.9.7)
    private static void SkipImage(PdfLexer lexer)
    {
        for (var next = lexer.Take(); next >= 0; next = lexer.Take())
        {
            if (!PdfLexer.IsBlank(next) || lexer.Source.ByteAt(lexer.Position) != 'E' || lexer.Source.ByteAt(lexer.Position + 1) != 'I')
                continue;
            var after = lexer.Source.ByteAt(lexer.Position + 2);
            if (after >= 0 && !PdfLexer.IsBlank(after))
                continue;
            lexer.Position += 2;
            return;
        }
    }
}
