namespace DocFlow.Signing.Pdf;

/// <summary>What was wrong with the structure of a file that had to be rebuilt.</summary>
public enum PdfDamage
{
    /// <summary>The cross-reference sections are missing or wrong; the objects were found by searching the file.</summary>
    CrossReference,

    /// <summary>A stream states a wrong length; its end was searched for.</summary>
    StreamLength,

    /// <summary>An object lacks its endobj.</summary>
    ObjectEnd,

    /// <summary>
    /// Something is gone for good: the end of the file, an object nobody can read, or one that is referred to and nowhere.
    /// </summary>
    Lost,
}

/// <summary>One thing that was mended while a damaged file was read, and a sentence that says so.</summary>
public sealed record PdfRepair(PdfDamage Damage, string Reason);
