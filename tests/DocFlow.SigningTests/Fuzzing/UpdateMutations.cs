using System.IO.Compression;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>
/// Mutations that keep the file readable: a well-formed update in which some object is another, or a stream is packed anew. They reach
/// where a broken table never lets one.
/// </summary>
internal static class UpdateMutations
{
    private static readonly string[] Values =
    [
        "null", "0", "-1", "[]", "<<>>", "()", "<00>", "/X", "1 0 R", "3 0 R", "9999 0 R", "[0 0 0 0]", "[1 0 R 1 0 R]", "true", "1e30",
        "2147483648", "<</Type/Page>>", "<</Kids[1 0 R]>>", "[[[[[[[[[[]]]]]]]]]]",
        "<</V<</ByteRange[0 0 0 0]/Contents<>>>>>", "(D:99999999999999)",
    ];

    private static readonly string[] Keys =
    [
        "Type", "Kids", "Parent", "Pages", "Count", "AcroForm", "Fields", "FT", "T", "V", "AP", "AS", "Ff", "Rect", "P", "Annots",
        "Contents", "Resources", "MediaBox", "Rotate", "Perms", "DSS", "VRI", "Certs", "CRLs", "OCSPs", "Lock", "Reference", "ByteRange",
        "SubFilter", "M", "Metadata", "Names", "OpenAction", "NeedAppearances", "SigFlags", "DR", "Length", "Filter", "Font", "XObject",
        "ToUnicode", "Encoding",
    ];

    /// <summary>The mutation, or the file itself where it cannot be read any more.</summary>
    public static byte[] Mutate(byte[] bytes, Random random)
    {
        try
        {
            var document = PdfSurgery.Open(bytes);
            var numbers = document.Objects.Keys.Where(number => number > 0).ToList();
            var number = numbers[random.Next(numbers.Count)];
            var value = document.Resolve(new PdfReference(number, document.Objects[number].Generation));
            var body = value is PdfStream stream ? Stream(document, stream, random) : Entries(value, random);
            return random.Next(3) == 0
                ? PdfSurgery.AppendWithStream(bytes, (number, body))
                : PdfSurgery.Append(bytes, (number, body), (PdfSurgery.Next(bytes) + 1, Values[random.Next(Values.Length)]));
        }
        catch (Exception fault) when (fault is PdfUnreadable or InvalidOperationException or NullReferenceException or InvalidCastException
            or OverflowException or ArgumentException or OutOfMemoryException)
        {
            return bytes; // the knife slipped: it is written for sound files
        }
    }

    private static string Entries(PdfObject value, Random random)
    {
        if (value is not PdfDictionary dictionary || !dictionary.Any())
            return Values[random.Next(Values.Length)];
        var keys = dictionary.Keys.ToList();
        var key = random.Next(3) == 0 ? Keys[random.Next(Keys.Length)] : keys[random.Next(keys.Count)];
        return random.Next(6) == 0
            ? PdfSurgery.Text(dictionary.Without(key))
            : PdfSurgery.Text(dictionary)[..^2] + $"/{key} {Values[random.Next(Values.Length)]}>>";
    }

    private static string Stream(PdfDocument document, PdfStream stream, Random random)
    {
        var content = ByteMutations.Mutate(document.Decode(stream, 1 << 20), random);
        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            pack.Write(content);
        var entries = PdfSurgery.Text(stream.Dictionary.Without("Filter", "DecodeParms", "Length"))[2..^2];
        return PdfSurgery.Stream(Encoding.Latin1.GetString(packed.ToArray()), entries + "/Filter/FlateDecode");
    }
}
