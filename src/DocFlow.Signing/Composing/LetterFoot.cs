using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;

namespace DocFlow.Signing.Composing;

/// <summary>The end of the last page: who signs and who receives (Decree 30/2020, annex I, II.7 and II.9).</summary>
internal static class LetterFoot
{
    private static readonly TextStyle Bold = new(13, Bold: true);

    public static void Draw(PageCanvas page, Letter letter)
    {
        foreach (var (i, signer) in letter.Signers.Index())
            Signer(page, signer, Decree30Layout.SignatureBox(i, letter.Signers.Count));
        if (letter.Recipients.Count > 0)
            Recipients(page, letter.Recipients);
    }

    private static void Signer(PageCanvas page, SignerBlock signer, Pdf.PdfBox box)
    {
        var centre = (box.Left + box.Right) / 2;
        for (var i = 0; i < signer.Titles.Count; i++)
            page.Centred(centre, box.Top + 12 + 16 * (signer.Titles.Count - 1 - i), signer.Titles[i], Bold);
        page.Centred(centre, box.Bottom - 18, signer.Name, Bold);
    }

    private static void Recipients(PageCanvas page, IReadOnlyList<string> recipients)
    {
        var y = Decree30Layout.SignatureBottom + Decree30Layout.SignatureHeight + 28;
        page.Left(85, y, "Nơi nhận:", new TextStyle(12, Bold: true, Italic: true));
        var style = new TextStyle(11);
        foreach (var (i, recipient) in recipients.Index())
        {
            // as wide as the seal leaves free
            foreach (var line in TextLines.Of($"- {recipient}{(i == recipients.Count - 1 ? "." : ";")}", style, (205, 200)))
                page.Left(line.IsFirst ? 85 : 90, y -= 13, string.Join(' ', line.Words), style);
        }
    }
}
