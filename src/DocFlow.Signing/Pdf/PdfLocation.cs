namespace DocFlow.Signing.Pdf;

/// <summary>Where a cross-reference section says an object lies; the values are those of a cross-reference stream.</summary>
public enum PdfPlace
{
    /// <summary>Nowhere: the number is free.</summary>
    Free,

    /// <summary>At a byte offset of its own.</summary>
    AtOffset,

    /// <summary>Inside an object stream.</summary>
    InObjectStream,
}

/// <summary>One cross-reference entry: the absolute offset and generation, or the object stream's number and the index in it.</summary>
public readonly record struct PdfLocation(PdfPlace Place, long Offset, int Detail)
{
    /// <summary>As the index in an object stream: not known, or beyond what is kept.</summary>
    internal const int AnyIndex = 0xFFFF;

    /// <summary>The number of the object stream that holds the object.</summary>
    public int Container => (int)Offset;

    /// <summary>The generation of an object at an offset; objects in streams have 0.</summary>
    public int Generation => Place == PdfPlace.InObjectStream ? 0 : Detail;
}
