namespace DocFlow.Signing.Pdf;

/// <summary>Any PDF object (ISO 32000-2, 7.3). Immutable; two objects are equal when they hold the same values.</summary>
public abstract record PdfObject
{
    private protected PdfObject() { }

    /// <summary>The value when this is an integer or a real.</summary>
    public double? AsNumber => this switch { PdfInteger i => i.Value, PdfReal r => r.Value, _ => null };

    /// <summary>The value when this is an integer.</summary>
    public long? AsInteger => (this as PdfInteger)?.Value;

    /// <summary>The name without its slash when this is a name.</summary>
    public string? AsName => (this as PdfName)?.Value;

    /// <summary>The decoded text when this is a string.</summary>
    public string? AsText => (this as PdfString)?.Text;
}

/// <summary>The null object, and the value of every reference to nothing.</summary>
public sealed record PdfNull : PdfObject
{
    private PdfNull() { }

    /// <summary>The only null.</summary>
    public static PdfNull Instance { get; } = new();
}

/// <summary>true or false.</summary>
public sealed record PdfBoolean(bool Value) : PdfObject;

/// <summary>A number written without a point.</summary>
public sealed record PdfInteger(long Value) : PdfObject
{
    private static readonly PdfInteger[] Small = [.. Enumerable.Range(0, 1024).Select(value => new PdfInteger(value))];

    /// <summary>The number; small ones are kept ready.</summary>
    internal static PdfInteger Of(long value) => (ulong)value < 1024 ? Small[value] : new PdfInteger(value);
}

/// <summary>A number written with a point.</summary>
public sealed record PdfReal(double Value) : PdfObject;

/// <summary>A name, its #xx escapes already decoded (one char per byte).</summary>
public sealed record PdfName(string Value) : PdfObject;

/// <summary>A pointer to an indirect object.</summary>
public sealed record PdfReference(int Number, int Generation) : PdfObject;

/// <summary>
/// A stream as it lies in the file: its dictionary and where its raw bytes are. Read it with <see cref="PdfDocument.Decode"/>.
/// </summary>
public sealed record PdfStream(PdfDictionary Dictionary, long Start, long Length) : PdfObject;
