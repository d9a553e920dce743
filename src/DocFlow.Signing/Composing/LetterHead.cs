using DocFlow.Signing.Appearance;
using DocFlow.Signing.Fields;

namespace DocFlow.Signing.Composing;

/// <summary>The top of the first page: motto, agency, number and date, subject (Decree 30/2020, annex I, II.1 to II.5).</summary>
internal static class LetterHead
{
    private const double LeftColumn = 166;
    private const double RightColumn = 405.5;
    private static readonly TextStyle Upright = new(Decree30Layout.MarksSize);
    private static readonly TextStyle Italic = new(Decree30Layout.MarksSize, Italic: true);
    private static readonly TextStyle Bold = new(13, Bold: true);

    /// <summary>Draws it and says where the text below it may begin.</summary>
    public static double Draw(PageCanvas page, Letter letter)
    {
        var motto = "Độc lập - Tự do - Hạnh phúc";
        page.Centred(RightColumn, 768, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Bold);
        page.Centred(RightColumn, 753, motto, Bold);
        var half = Bold.Width(motto) / 2;
        page.Rule(RightColumn - half, RightColumn + half, 747);
        Agency(page, letter);
        if (letter.Printed == PrintedMarks.Blanks)
            Marks(page, letter);
        return letter.Heading is null ? PlainSubject(page, letter) : TitledSubject(page, letter);
    }

    /// <summary>The body above and the agency, broken where the column ends.</summary>
    private static void Agency(PageCanvas page, Letter letter)
    {
        var y = 768.0;
        foreach (var (text, style) in new[] { (letter.Superior ?? "", Upright), (letter.Agency, Bold) })
        {
            // lines of about one length, as a typist would break them
            var parts = Math.Ceiling(style.Width(text) / 186);
            var width = parts <= 1 ? 186 : Math.Min(186, style.Width(text) / parts * 1.25);
            foreach (var line in TextLines.Of(text, style, (width, width)))
            {
                page.Centred(LeftColumn, y, string.Join(' ', line.Words), style);
                y -= 15;
            }
        }

        page.Rule(LeftColumn - 28, LeftColumn + 28, y + 9);
    }

    private static void Marks(PageCanvas page, Letter letter)
    {
        const double y = Decree30Layout.MarksBaseline;
        page.Right(Decree30Layout.NumberBlank.Left - 1, y, "Số:", Upright);
        page.Left(Decree30Layout.NumberBlank.Right + 1, y, $"/{letter.Notation}", Upright);
        page.Right(Decree30Layout.DayBlank.Left - 2, y, $"{letter.Place}, ngày", Italic);
        page.Centred((Decree30Layout.DayBlank.Right + Decree30Layout.MonthBlank.Left) / 2, y, "tháng", Italic);
        page.Left(Decree30Layout.MonthBlank.Right + 2, y, $"năm {letter.Year}", Italic);
    }

    private static double PlainSubject(PageCanvas page, Letter letter)
    {
        var style = new TextStyle(12);
        var y = Decree30Layout.MarksBaseline - 18;
        foreach (var line in TextLines.Of($"V/v {letter.Subject}", style, (185, 185)))
        {
            page.Centred(LeftColumn, y, string.Join(' ', line.Words), style);
            y -= 15;
        }

        return Addressees(page, letter, Math.Min(y, 690) - 22);
    }

    private static double TitledSubject(PageCanvas page, Letter letter)
    {
        var style = new TextStyle(14, Bold: true);
        page.Centred(312, 672, letter.Heading!, style);
        var y = 652.0;
        foreach (var line in TextLines.Of(letter.Subject, style, (380, 380)))
        {
            page.Centred(312, y, string.Join(' ', line.Words), style);
            y -= 18;
        }

        page.Rule(272, 352, y + 8);
        return Addressees(page, letter, y - 18);
    }

    private static double Addressees(PageCanvas page, Letter letter, double y)
    {
        var style = new TextStyle(14);
        if (letter.Addressees is [var only])
            page.Centred(312, y, $"Kính gửi: {only}", style);
        else if (letter.Addressees.Count > 0)
            page.Left(170, y, "Kính gửi:", style);
        if (letter.Addressees.Count <= 1)
            return y - 30 * letter.Addressees.Count;

        foreach (var (i, addressee) in letter.Addressees.Index())
            page.Left(232, y -= i == 0 ? 0 : 18, $"- {addressee}{(i == letter.Addressees.Count - 1 ? "." : ";")}", style);
        return y - 30;
    }
}
