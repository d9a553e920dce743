using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;

namespace DocFlow.Signing;

/// <summary>Why a file was not prepared, filled or signed: a code and a sentence in each language.</summary>
public sealed record SigningRefusal(string Code, string Vi, string En);

/// <summary>Either the answer of an act on a PDF or its refusal; both convert by themselves.</summary>
public sealed class SigningOutcome<T>
{
    private readonly T? _answer;

    private SigningOutcome(T? answer, SigningRefusal? refusal) => (_answer, Refusal) = (answer, refusal);

    /// <summary>The refusal, or null when it was done.</summary>
    public SigningRefusal? Refusal { get; }

    /// <summary>The answer; asking a refused outcome for it is a fault of the caller.</summary>
    public T Answer => Refusal is null ? _answer! : throw new InvalidOperationException($"Refused: {Refusal.Code}. {Refusal.En}");

    /// <summary>An answer is an outcome.</summary>
    public static implicit operator SigningOutcome<T>(T answer) => new(answer, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator SigningOutcome<T>(SigningRefusal refusal) => new(default, refusal);
}

/// <summary>Opening a file for an act that may be refused.</summary>
internal static class SigningRefusals
{
    /// <summary>Runs an act on a document; a file that cannot be read is a refusal, not an accident.</summary>
    public static SigningOutcome<T> OnReadable<T>(Stream pdf, Func<PdfDocument, SigningOutcome<T>> act)
    {
        try
        {
            return PdfDocument.Read(pdf, document =>
                document.IsEncrypted ? Encrypted : IsDamagedAndSigned(document) ? Damaged : act(document));
        }
        catch (PdfUnreadable unreadable)
        {
            return Unreadable(unreadable);
        }
    }

    // what a rebuilt file says was signed is a guess; nobody builds on it
    private static bool IsDamagedAndSigned(PdfDocument document) => document.Repairs.Count > 0
        && RangePlaces.Find(document.Source) is var ranges
        && (SignedField.All(document, ranges).Count > 0 || RawSignatures.Find(document.Source, ranges).Count > 0);

    public static SigningRefusal Unreadable(PdfUnreadable fault) => new(
        "pdf.unreadable", $"Tệp không đọc được theo chuẩn PDF ({fault.Message})", $"The file cannot be read as a PDF: {fault.Message}");

    public static readonly SigningRefusal Damaged = new(
        "pdf.damaged", "Tệp đã có chữ ký số nhưng cấu trúc bị hỏng nên không thể ghi thêm; hãy xin lại bản gốc.",
        "The file carries a digital signature, and its structure is damaged: nothing can be added to it; ask for the original.");

    public static readonly SigningRefusal Encrypted = new(
        "pdf.encrypted", "Tệp PDF bị mã hóa nên không thể ký; hãy gửi bản không đặt mật khẩu.",
        "The PDF is encrypted and cannot be signed; send it without a password.");
}
