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

    public string Text { get; init; } = "";

    public byte[] Bytes { get; init; } = [];

    public bool Is(string keyword) => Kind == PdfTokenKind.Keyword && Text == keyword;
}
