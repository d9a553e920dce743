using System.Security.Cryptography;
using System.Text.Json;
using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Composing;

/// <summary>Makes a letter on A4; its blanks and signature blocks lie where <see cref="Decree30Layout"/> lays its fields.</summary>
public sealed class LetterComposer
{
    private const double TextLeft = 85;
    private const double TextRight = 539;
    private const double PageTop = 764;
    private const double PageBottom = 72;
    private const double SignaturesTop = 236;
    private const double Indent = 36;
    private const double LineStep = 19;
    private const double ParagraphGap = 6;
    private static readonly TextStyle Body = new(14);

    private readonly PageFonts _fonts = new();
    private readonly List<PageCanvas> _pages = [];
    private double _y;

    private LetterComposer() { }

    /// <summary>Writes the letter; the answer is its number of pages. On a refusal (a letter the font lacks) nothing is written.</summary>
    public static SigningOutcome<int> Write(Letter letter, Stream output)
    {
        var composer = new LetterComposer();
        if (Missing(letter) is { } refusal)
            return refusal;

        composer.Draw(letter);
        composer.Save(letter, output);
        return composer._pages.Count;
    }

    private static SigningRefusal? Missing(Letter letter)
    {
        var texts = letter.Paragraphs.Concat(letter.Addressees).Concat(letter.Recipients)
            .Concat(letter.Signers.SelectMany(s => s.Titles.Append(s.Name)))
            .Append($"{letter.Superior}{letter.Agency}{letter.Notation}{letter.Place}{letter.Heading}{letter.Subject}");
        var missing = texts.Select(t => TrueTypeFont.Regular.Missing(t)).FirstOrDefault(m => m is not null);
        return missing is null ? null : new SigningRefusal(
            "text.letter", $"Phông chữ không có ký tự “{missing}”.", $"The font has no letter “{missing}”.");
    }

    private void Draw(Letter letter)
    {
        _pages.Add(new PageCanvas(_fonts));
        _y = LetterHead.Draw(_pages[0], letter);
        var lines = letter.Paragraphs
            .SelectMany(p => TextLines.Of(p, Body, (TextRight - TextLeft - Indent, TextRight - TextLeft))).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            // the signatures never stand on a page without text: its last two lines go with them
            var toSignatures = lines.Count - i == 2 && _y - 2 * LineStep < SignaturesTop;
            if (_y < PageBottom || toSignatures)
                Turn();
            Draw(lines[i]);
        }

        if (_y < SignaturesTop - LineStep)
            Turn();
        LetterFoot.Draw(_pages[^1], letter);
    }

    private void Draw(TextLine line)
    {
        var left = line.IsFirst ? TextLeft + Indent : TextLeft;
        if (line.IsLast)
            _pages[^1].Left(left, _y, string.Join(' ', line.Words), Body);
        else
            _pages[^1].Justified((left, _y), line.Words, TextRight - left, Body);
        _y -= line.IsLast ? LineStep + ParagraphGap : LineStep;
    }

    private void Turn()
    {
        _pages.Add(new PageCanvas(_fonts));
        _pages[^1].Centred(Decree30Layout.SheetWidth / 2, 796, $"{_pages.Count}", new TextStyle(13));
        _y = PageTop;
    }

    private void Save(Letter letter, Stream output)
    {
        var file = new PdfNewFile();
        var (catalog, tree) = (file.Objects.Reserve(), file.Objects.Reserve());
        var pages = _pages.Select(PdfObject (page) => file.Objects.Add(PdfDictionary.Empty
            .With("Type", new PdfName("Page"))
            .With("Parent", tree)
            .With("Contents", file.Objects.AddStream(PdfDictionary.Empty, page.Content)))).ToList();
        file.Objects.Set(tree, PdfDictionary.Empty
            .With("Type", new PdfName("Pages"))
            .With("Kids", new PdfArray(pages))
            .With("Count", new PdfInteger(pages.Count))
            .With("MediaBox", PdfArray.Of(0, 0, Decree30Layout.SheetWidth, Decree30Layout.SheetHeight))
            .With("Resources", PdfDictionary.Empty.With("Font", _fonts.Add(file.Objects))));
        file.Objects.Set(catalog, PdfDictionary.Empty
            .With("Type", new PdfName("Catalog"))
            .With("Pages", tree)
            .With("Lang", PdfString.Of("vi-VN")));
        file.WriteTo(output, catalog, Identifier(letter));
    }

    private static byte[] Identifier(Letter letter) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(letter))[..16];
}
