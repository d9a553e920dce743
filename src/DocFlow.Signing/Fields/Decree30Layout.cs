using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>What the letter already prints in the places of number and date.</summary>
public enum PrintedMarks
{
    /// <summary>"Số: … /notation" and "ngày … tháng … năm" with blanks where <see cref="Decree30Layout"/> expects them.</summary>
    Blanks,

    /// <summary>Nothing: the whole lines are to be filled.</summary>
    Nothing,
}

/// <summary>Who signs a document, in the order of the route.</summary>
/// <param name="Initials">Names of the fields for initials.</param>
/// <param name="Signers">Names of the signers' fields; the last stands rightmost and gets the seal.</param>
/// <param name="Printed">What the letter already prints.</param>
public sealed record LayoutRequest(IReadOnlyList<string> Initials, IReadOnlyList<string> Signers, PrintedMarks Printed)
{
    /// <summary>
    /// How many pages the document has without the annexes that follow it in the same file, which are not signed for themselves.
    /// </summary>
    public int? MainPages { get; init; }
}

/// <summary>The places of Decree 30/2020, annex I, on an A4 sheet, in points from its lower left corner; other sheets are scaled.</summary>
public static class Decree30Layout
{
    /// <summary>The name of the seal's field.</summary>
    public const string Seal = "Seal";

    internal const double SheetWidth = 595.28;
    internal const double SheetHeight = 841.89;

    /// <summary>The line of number and date.</summary>
    internal const double MarksBaseline = 716;
    internal const double MarksSize = 13;
    internal const double SignatureBottom = 116;
    internal const double SignatureHeight = 60;
    internal const double SignatureWidth = 150;
    internal const double SignaturesRight = 505;

    internal static readonly (double Left, double Right) NumberBlank = (113, 153);
    internal static readonly (double Left, double Right) DayBlank = (407, 427);
    internal static readonly (double Left, double Right) MonthBlank = (464, 484);
    private static readonly (double Left, double Right) LeftColumn = (70, 262);
    private static readonly (double Left, double Right) RightColumn = (266, 545);

    /// <summary>
    /// The default plan for a document: number and date on its first page, signatures and seal on the last before its annexes.
    /// </summary>
    public static FieldPlan Plan(PdfDocument document, LayoutRequest request)
    {
        var end = Math.Clamp(request.MainPages ?? document.Pages.Count, 1, document.Pages.Count);
        var (first, last) = (new PageFrame(document.Pages[0]), new PageFrame(document.Pages[end - 1]));
        var marks = request.Printed == PrintedMarks.Blanks
            ? [Mark(FieldKind.Number, NumberBlank), Mark(FieldKind.Day, DayBlank), Mark(FieldKind.Month, MonthBlank)]
            : new[] { Mark(FieldKind.NumberLine, LeftColumn), Mark(FieldKind.DateLine, RightColumn) };
        var count = request.Signers.Count;
        var signers = request.Signers.Select((name, i) => new PlannedField(name, FieldKind.Signature, end, SignatureBox(i, count)));
        var initials = request.Initials.Select((name, i) => new PlannedField(name, FieldKind.Initial, end, InitialBox(i)));
        var seal = new PlannedField(Seal, FieldKind.Seal, end, SealBox(SignatureBox(count - 1, count)));
        return new FieldPlan([
            .. marks.Select(f => Placed(f, first)),
            .. initials.Concat(signers).Append(seal).Select(f => Placed(f, last)),
        ]);
    }

    /// <summary>The box of one of several signers.</summary>
    internal static PdfBox SignatureBox(int index, int count)
    {
        var width = Math.Min(SignatureWidth, (SignaturesRight - 55) / Math.Max(1, count));
        var left = SignaturesRight - width * (Math.Max(1, count) - Math.Max(0, index));
        return new PdfBox(left, SignatureBottom, left + width, SignatureBottom + SignatureHeight);
    }

    private static PlannedField Mark(FieldKind kind, (double Left, double Right) place)
    {
        var bottom = MarksBaseline - 0.3 * MarksSize;
        return new PlannedField(kind.ToString(), kind, 1, new PdfBox(place.Left, bottom, place.Right, bottom + 1.2 * MarksSize));
    }

    /// <summary>In the foot of the page, below the signatures, ten in a row.</summary>
    private static PdfBox InitialBox(int index)
    {
        var (left, bottom) = (85 + index % 10 * 44, 58 - index / 10 * 26);
        return new PdfBox(left, bottom, left + 40, bottom + 24);
    }

    /// <summary>Reaches from far left of the signature to its middle, wherever in the box the signer's picture turns out to be.</summary>
    private static PdfBox SealBox(PdfBox signature)
    {
        var middle = (signature.Bottom + signature.Top) / 2;
        return new PdfBox(signature.Left - 64, middle - 56, (signature.Left + signature.Right) / 2, middle + 56);
    }

    private static PlannedField Placed(PlannedField field, PageFrame page)
    {
        var (x, y) = (page.Width / SheetWidth, page.Height / SheetHeight);
        var box = field.Box;
        return field with { Box = page.ToPage(new PdfBox(box.Left * x, box.Bottom * y, box.Right * x, box.Top * y)) };
    }
}
