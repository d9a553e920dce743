using System.Text.Json.Serialization;

namespace DocFlow.Signing.Pdf;

/// <summary>A rectangle in points with its lower left and upper right corners in order.</summary>
public readonly record struct PdfBox(double Left, double Bottom, double Right, double Top)
{
    /// <summary>From left to right.</summary>
    [JsonIgnore]
    public double Width => Right - Left;

    /// <summary>From bottom to top.</summary>
    [JsonIgnore]
    public double Height => Top - Bottom;

    /// <summary>The part both have.</summary>
    public PdfBox Within(PdfBox other) => new(
        Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Min(Right, other.Right), Math.Min(Top, other.Top));

    /// <summary>The box as a PDF rectangle.</summary>
    public PdfArray ToArray() => PdfArray.Of(Left, Bottom, Right, Top);

    /// <summary>The box a PDF rectangle means, or null when it is none.</summary>
    public static PdfBox? Of(PdfDocument document, PdfObject? value)
    {
        var numbers = document.Array(value)?.Select(document.Resolve).Select(n => n.AsNumber).ToList();
        return numbers is [{ } a, { } b, { } c, { } d] ? new PdfBox(Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d)) : null;
    }
}

/// <summary>One page with what it inherits from the tree (ISO 32000-2, 7.7.3).</summary>
/// <param name="Reference">The page object.</param>
/// <param name="Dictionary">Its own dictionary as written.</param>
/// <param name="MediaBox">The sheet.</param>
/// <param name="CropBox">What is shown of the sheet.</param>
/// <param name="Rotate">Clockwise turn when shown: 0, 90, 180 or 270.</param>
/// <param name="Resources">Its fonts, images and so on, own or inherited.</param>
public sealed record PdfPage(
    PdfReference Reference, PdfDictionary Dictionary, PdfBox MediaBox, PdfBox CropBox, int Rotate, PdfObject? Resources)
{
    /// <summary>How many points a unit of its coordinates is shown as (ISO 32000-2, table 31).</summary>
    public double UserUnit { get; init; } = 1;
}
