using System.Security.Cryptography;
using System.Xml;

namespace DocFlow.EdXml.Reading;

/// <summary>Decodes each file into scratch room, unwraps it where it is zipped, and hands it out under a safe name.</summary>
internal sealed class AttachmentReader(
    Func<AttachmentHead, Stream> destination, ReadSettings settings, Findings findings, CancellationToken stop) : IDisposable
{
    private readonly List<ReceivedAttachment> received = [];
    private readonly List<Stream> scratches = [];
    private long together;

    // a status packet has no files
    private byte[] Buffer => field ??= new byte[81_920];

    public IReadOnlyList<ReceivedAttachment> Received => received;

    /// <summary>Base64 to scratch room; leaves the parser behind the element.</summary>
    public Stream Decode(XmlReader xml, GuardedInput input, Element element)
    {
        if (scratches.Count + received.Count >= settings.MostAttachments)
            throw new PacketRefused(PacketSentences.OverLimit("AttachmentEncoded", "attachments", settings.MostAttachments));

        var scratch = settings.Scratch();
        scratches.Add(scratch);
        try
        {
            for (int read; (read = xml.ReadElementContentAsBase64(Buffer, 0, Buffer.Length)) > 0; input.TokenSeen())
                Take(scratch, read, element.Path);
        }
        catch (XmlException)
        {
            throw new PacketRefused(PacketSentences.BadPayload(element.Path));
        }

        return scratch;
    }

    public void HandOut(Element attachment)
    {
        var payload = attachment.Child("ContentTransferEncoded")?.Payload;
        if (payload is null or { Length: 0 })
        {
            findings.Add(PacketSentences.NoContent(attachment.Path));
            attachment.Remove();
        }
        else
            HandOut(payload, new AttachmentFacts(attachment, findings).Read(received), attachment.Path);
        Dispose();
    }

    public void Dispose()
    {
        scratches.ForEach(scratch => scratch.Dispose());
        scratches.Clear();
    }

    private void HandOut(Stream payload, ReceivedAttachment about, string path)
    {
        var zip = ZipWrapper.Find(payload, about);
        if (zip is null && about.ContentType == ZipWrapper.ContentType && !about.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            findings.Add(PacketSentences.NotZipped(path));

        using var to = destination(new AttachmentHead(about.Index, about.Name, about.ContentType));
        received.Add(zip is null ? CopyRaw(payload, to, about) : Unzip(zip, to, about, path));
    }

    private ReceivedAttachment CopyRaw(Stream payload, Stream to, ReceivedAttachment about)
    {
        payload.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int read; (read = payload.Read(Buffer)) > 0; stop.ThrowIfCancellationRequested())
        {
            hash.AppendData(Buffer, 0, read);
            to.Write(Buffer, 0, read);
        }

        return about with { Length = payload.Length, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    private ReceivedAttachment Unzip(ZipWrapper zip, Stream to, ReceivedAttachment about, string path)
    {
        zip.RefuseBombs(settings, path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = zip.Open(path);
        for (int read; (read = content.Read(Buffer)) > 0; stop.ThrowIfCancellationRequested())
        {
            Count(read, content.Length, path);
            hash.AppendData(Buffer, 0, read);
            to.Write(Buffer, 0, read);
        }

        return about with { WasZipped = true, Length = content.Length, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    private void Take(Stream scratch, int read, string path)
    {
        Count(read, scratch.Length + read, path);
        scratch.Write(Buffer, 0, read);
    }

    private void Count(int read, long length, string path)
    {
        together += read;
        if (length > settings.MostAttachmentBytes)
            throw new PacketRefused(PacketSentences.OverLimit(path, "bytes per attachment", settings.MostAttachmentBytes));
        if (together > settings.MostAttachmentBytesTogether)
            throw new PacketRefused(PacketSentences.OverLimit(path, "bytes of all attachments", settings.MostAttachmentBytesTogether));
    }
}
