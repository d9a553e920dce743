namespace DocFlow.Signing.Pdf.Reading;

internal enum PdfTokenKind
{
    End, Integer, Real, Name, String, ArrayOpen, ArrayClose, DictionaryOpen, DictionaryClose, Keyword,
}

/// <summary>One lexical unit and where it begins.</summary>
internal readonly record struct PdfToken(PdfTokenKind Kind, long Start)
{
    public long Integer { get; init; }

    public double Real { get; init; }

    /// <summary>A name, or a keyword.</summary>
    public PdfName? Word { get; init; }

    public byte[] Bytes { get; init; } = [];

    public string Text => Word?.Value ?? "";

    public bool Is(string keyword) => Kind == PdfTokenKind.Keyword && Text == keyword;
}
