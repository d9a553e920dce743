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

        xml.WriteStartElement("", "AttachmentEncoded", Qcvn102.Namespace);
        for (var index = 0; index < packet.Attachments.Count; index++)
            Attachment(packet.Attachments[index], ContentId(index));
        xml.WriteEndElement();
    }

    private void Reference(AttachmentToSend file, Guid id) => tags.Group("Reference", () =>
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
        tags.Text("ContentId", id.ToString());
    });

    private void Attachment(AttachmentToSend file, Guid id)
    {
        xml.WriteStartElement("", "Attachment", Qcvn102.Namespace);
        if (tags.Vnpt)
        {
            Plain("ContentId", $"cid:{id}");
            Plain("AttachmentName", file.Name);
            Plain("Description", file.Description ?? file.Name);
            Plain("ContentType", TypeOf(file));
            Content(file, id, Qcvn102.Prefix);
        }
        else
        {
            Plain("ContentType", TypeOf(file));
            Plain("ContentId", id.ToString());
            Plain("Description", file.Description ?? file.Name);
            Content(file, id, "");
            Plain("AttachmentName", file.Name);
        }

        xml.WriteEndElement();
    }

    private void Plain(string name, string value) => xml.WriteElementString("", name, Qcvn102.Namespace, value);

    private void Content(AttachmentToSend file, Guid id, string prefix)
    {
        using var source = file.Open();
        using var encoded = new Base64Output(xml, stop);
        xml.WriteStartElement(prefix, "ContentTransferEncoded", Qcvn102.Namespace);
        if (tags.Settings.Payload == Payload.Raw || file.IsPacked)
            source.CopyTo(encoded);
        else
            AttachmentZip.Write(source, encoded, id + Path.GetExtension(file.Name));
        xml.WriteEndElement();
    }

    private string TypeOf(AttachmentToSend file) => tags.Settings.Payload == Payload.Zipped ? "application/zip" : file.ContentType;

    private Guid ContentId(int index)
    {
        Span<byte> seed = stackalloc byte[20];
        packet.PacketId.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], index);
        return new Guid(SHA256.HashData(seed).AsSpan(0, 16));
    }
}
