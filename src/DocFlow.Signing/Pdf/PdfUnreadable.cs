using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Signing.Pdf;

/// <summary>What kept a file from being read.</summary>
public enum PdfFault
{
    /// <summary>There is no PDF header.</summary>
    NotAPdf,

    /// <summary>The file ends before its structure does.</summary>
    Truncated,

    /// <summary>Something in the file contradicts ISO 32000.</summary>
    Damaged,

    /// <summary>The file asks for more work or memory than any document needs.</summary>
    TooMuch,
}

/// <summary>The one exception of the reader: the file cannot be read as a PDF; the message is a sentence that says why.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what is the matter, as the other exceptions of the house do.")]
public sealed class PdfUnreadable(PdfFault fault, string reason) : Exception(reason)
{
    /// <summary>The kind of fault.</summary>
    public PdfFault Fault { get; } = fault;

    internal static PdfUnreadable Damaged(string reason) => new(PdfFault.Damaged, reason);

    internal static PdfUnreadable TooMuch(string reason) => new(PdfFault.TooMuch, reason);

    internal static PdfUnreadable Truncated(string reason) => new(PdfFault.Truncated, reason);
}
