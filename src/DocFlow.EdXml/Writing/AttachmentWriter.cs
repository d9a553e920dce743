using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Xml;

namespace DocFlow.EdXml.Writing;

/// <summary>The manifest inside the envelope and the files beside it, streamed from their source into base64.</summary>
internal sealed class AttachmentWriter(XmlWriter xml, Tags tags, OutgoingPacket packet, CancellationToken stop)
{
    public void WriteManifest()
    {
        tags.Open("edXMLBody");
        tags.Open("edXMLManifest");
        tags.Attribute("version", "1.0");
        for (var index = 0; index < packet.Attachments.Count; index++)
            Reference(packet.Attachments[index], ContentId(index));
        tags.Close("edXMLManifest");
        tags.Close("edXMLBody");
    }

    public void WriteContents()
    {
        if (packet.Attachments.Count == 0)
            return;

        tags.Open("AttachmentEncoded");
        for (var index = 0; index < packet.Attachments.Count; index++)
            Attachment(packet.Attachments[index], index);
        tags.Close("AttachmentEncoded");
    }

    private void Reference(AttachmentToSend file, string id) => tags.Group("Reference", () =>
    {
        if (tags.Vnpt)
        {
            tags.Text("ContentId", $"cid:{id}");
            tags.Text("ContentType", TypeOf(file));
        }
        else
        {
            xml.WriteAttributeString("xlink", "href", Qcvn102.XLink, $"cid:{id}");
            xml.WriteAttributeString("xlink", "role", Qcvn102.XLink, "XLinkRole");
            xml.WriteAttributeString("xlink", "type", Qcvn102.XLink, "simple");
        }

        tags.Text("Description", file.Description ?? file.Name);
        tags.Text("AttachmentName", file.Name);
        if (tags.Vnpt)
            return;

        tags.Text("ContentType", TypeOf(file));
        tags.Text("ContentId", id);
    });

    private void Attachment(AttachmentToSend file, int index)
    {
        var id = ContentId(index);
        tags.Open("Attachment");
        if (tags.Vnpt)
        {
            tags.Text("ContentId", $"cid:{id}");
            tags.Text("AttachmentName", file.Name);
            tags.Text("Description", file.Description ?? file.Name);
            tags.Text("ContentType", TypeOf(file));
            Content(file, index, Qcvn102.Prefix);
        }
        else
        {
            tags.Text("ContentType", TypeOf(file));
            tags.Text("ContentId", id);
            tags.Text("Description", file.Description ?? file.Name);
            Content(file, index, "");
            tags.Text("AttachmentName", file.Name);
        }

        tags.Close("Attachment");
    }

    private void Content(AttachmentToSend file, int index, string prefix)
    {
        using var source = file.Open();
        tags.Open("ContentTransferEncoded", prefix);
        using (var encoded = new Base64Output(xml, tags.To, stop))
        {
            if (tags.Settings.Payload == Payload.Raw || file.IsPacked)
                source.CopyTo(encoded);
            else
                AttachmentZip.Write(source, encoded, EntryId(index) + Path.GetExtension(file.Name));
        }

        tags.Close("ContentTransferEncoded");
    }

    private string TypeOf(AttachmentToSend file) => tags.Settings.Payload == Payload.Zipped ? "application/zip" : file.ContentType;

    private string ContentId(int index) => packet.Attachments[index].ContentId ?? EntryId(index);

    private string EntryId(int index)
    {
        Span<byte> seed = stackalloc byte[20];
        packet.PacketId.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], index);
        return new Guid(SHA256.HashData(seed).AsSpan(0, 16)).ToString();
    }
}
