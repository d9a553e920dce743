namespace DocFlow.Signing.Pdf;

/// <summary>Short ways to what an entry stands for.</summary>
public static class PdfLookup
{
    /// <summary>The dictionary a value stands for (a stream's own dictionary too), or null.</summary>
    public static PdfDictionary? Dictionary(this PdfDocument document, PdfObject? value) => document.Resolve(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    /// <summary>The array a value stands for, or null.</summary>
    public static PdfArray? Array(this PdfDocument document, PdfObject? value) => document.Resolve(value) as PdfArray;

    /// <summary>The name a value stands for, or null.</summary>
    public static string? Name(this PdfDocument document, PdfObject? value) => document.Resolve(value).AsName;

    /// <summary>The number a value stands for, or null.</summary>
    public static double? Number(this PdfDocument document, PdfObject? value) => document.Resolve(value).AsNumber;
}
