using System.Formats.Asn1;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>
/// What a signature covers: everything from byte 0 to <see cref="End"/> but the string of its own /Contents (ISO 32000-2 12.8.1).
/// </summary>
internal sealed record Coverage(long GapStart, long GapEnd, long End, byte[] Cms)
{
    /// <summary>The longest /Contents that is read, in characters.</summary>
    public const int MostRoom = 4 << 20;

    /// <summary>Reads and checks /ByteRange and /Contents; answers with what is wrong otherwise.</summary>
    public static (Coverage? Coverage, Finding? Fault) Read(PdfDocument document, PdfSource source, SignedField field)
    {
        if (document.Array(field.Signature["ByteRange"])?.Select(item => document.Resolve(item).AsInteger).ToList()
            is not [0, { } first and > 0, { } second, { } rest and > 0] || second <= first || second > document.Length - rest)
            return (null, Fault("ByteRange không hợp lệ", "its ByteRange is not [0 a b c] within the file"));
        if (field.Reference is null || !document.Objects.TryGetValue(field.Reference.Number, out var place)
            || place.Place != PdfPlace.AtOffset)
            return (null, Fault("từ điển chữ ký không phải đối tượng riêng", "its dictionary is not an object of its own"));
        if (SignatureObject.Find(source, place.Offset) is not { } found)
            return (null, Fault("từ điển chữ ký không rõ ràng", "its dictionary can be read in more than one way"));
        if (found.ContentsStart != first || found.ContentsEnd != second)
            return (null, Fault("ByteRange bỏ ra phần khác ngoài Contents",
                "its ByteRange leaves out more than, or other than, its Contents"));
        if (found.End > second + rest)
            return (null, Fault("chữ ký không bao phủ chính từ điển của nó", "it does not cover its own dictionary"));
        return At(source, first, second, second + rest) is { } coverage
            ? (coverage, null)
            : (null, Fault("Contents không đúng dạng", "its Contents is not one value in plain hexadecimal, padded with zeros"));
    }

    /// <summary>The coverage with its gap at this place, if a well-formed /Contents stands there.</summary>
    public static Coverage? At(PdfSource source, long gapStart, long gapEnd, long end) =>
        Hex(source, gapStart, gapEnd) is { } contents && Unpadded(contents) is { } cms ? new Coverage(gapStart, gapEnd, end, cms) : null;

    // One case of letters, no blanks: anything else has the same value and would be a change nobody notices.
    private static byte[]? Hex(PdfSource source, long start, long end)
    {
        if (end - start is < 4 or > MostRoom || (end - start) % 2 != 0)
            return null;
        var text = new byte[end - start];
        source.Read(start, text);
        var digits = text.AsSpan(1..^1);
        var isUpper = !digits.ContainsAnyInRange((byte)'a', (byte)'f');
        var isLower = !digits.ContainsAnyInRange((byte)'A', (byte)'F');
        var bytes = new byte[digits.Length / 2];
        return text[0] == '<' && text[^1] == '>' && (isUpper || isLower)
            && Convert.FromHexString(digits, bytes, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == bytes.Length
            ? bytes
            : null;
    }

    private static byte[]? Unpadded(byte[] contents)
    {
        if (!AsnDecoder.TryReadEncodedValue(contents, CmsRules.Of(contents), out _, out _, out _, out var length))
            return null;
        return contents.AsSpan(length).ContainsAnyExcept((byte)0) ? null : contents[..length];
    }

    private static Finding Fault(string vietnamese, string english) => Finding.Failed(SubIndication.FormatFailure,
        $"Chữ ký không đúng quy cách: {vietnamese}.", $"The signature breaks the format: {english}.");
}
