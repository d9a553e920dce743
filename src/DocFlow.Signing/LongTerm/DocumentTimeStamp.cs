using System.Security.Cryptography;
using System.Text;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;
using DocFlow.Signing.Signatures;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// An update with room for a document time-stamp (ISO 32000-2 12.8.5, EN 319 142-1 5.4.3): a signature field of its own that shows nothing
/// and stands on no page's list, so that no page changes. No certification or lock forbids it.
/// </summary>
internal sealed class DocumentTimeStamp
{
    private readonly byte[] _update;
    private readonly Range _room;

    private DocumentTimeStamp(byte[] update, Range room, byte[] digest) => (_update, _room, Digest) = (update, room, digest);

    /// <summary>What is to be stamped.</summary>
    public byte[] Digest { get; }

    /// <summary>Prepares the update of this version with room for a token of so many bytes.</summary>
    public static DocumentTimeStamp Prepare(PdfDocument document, int bytes, HashAlgorithmName hash)
    {
        var update = new PdfUpdate(document);
        var value = update.Objects.Add(PdfDictionary.Empty
            .With("Type", new PdfName("DocTimeStamp"))
            .With("Filter", new PdfName("Adobe.PPKLite"))
            .With("SubFilter", new PdfName("ETSI.RFC3161"))
            .With("ByteRange", ByteRange.Range)
            .With("Contents", ByteRange.Contents(bytes)));
        var field = update.Objects.Add(FormGrowth.Widget("Sig", Name(document), document.Pages[0], default).With("V", value));
        FormGrowth.Join(update, [field]);

        var appendix = update.Finish();
        var width = 2 * bytes + 2;
        ByteRange.Settle(appendix, width);
        var at = appendix.Holes[ByteRange.ContentsHole];
        var room = at..(at + width);
        return new DocumentTimeStamp(appendix.Bytes, room, ByteRange.Digest(document, appendix.Bytes, room, hash));
    }

    /// <summary>The update with the token in its room; null when the room is too small.</summary>
    public byte[]? With(ReadOnlySpan<byte> token)
    {
        var (at, length) = _room.GetOffsetAndLength(_update.Length);
        if (2 * token.Length > length - 2)
            return null;
        Encoding.ASCII.GetBytes(Convert.ToHexString(token), _update.AsSpan(at + 1));
        return _update;
    }

    private static string Name(PdfDocument document)
    {
        var taken = FormFields.Read(document).Select(field => field.Name).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(number => $"DocTimeStamp{number}").First(name => !taken.Contains(name));
    }
}
