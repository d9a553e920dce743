namespace DocFlow.Signing.Pdf.Reading.Rebuilding;

/// <summary>Notes what a lenient reader lets pass in one object.</summary>
internal sealed class Mends
{
    /// <summary>The stream's end was searched for.</summary>
    public bool WrongLength { get; set; }

    /// <summary>There is no endobj.</summary>
    public bool NoEnd { get; set; }
}
