using System.Collections;

namespace DocFlow.Signing.Pdf;

/// <summary>A sequence of objects.</summary>
public sealed record PdfArray(IReadOnlyList<PdfObject> Items) : PdfObject, IReadOnlyList<PdfObject>
{
    /// <inheritdoc/>
    public int Count => Items.Count;

    /// <inheritdoc/>
    public PdfObject this[int index] => Items[index];

    /// <summary>An array of the given objects.</summary>
    public static PdfArray Of(params PdfObject[] items) => new(items);

    /// <summary>An array of numbers, as for rectangles and matrices.</summary>
    public static PdfArray Of(params double[] numbers) => new([.. numbers.Select(PdfObject (n) => new PdfReal(n))]);

    /// <summary>The same array with one more object at its end.</summary>
    public PdfArray With(PdfObject item) => new([.. Items, item]);

    /// <inheritdoc/>
    public bool Equals(PdfArray? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Count;

    /// <inheritdoc/>
    public IEnumerator<PdfObject> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
