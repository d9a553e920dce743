using System.Text;
using System.Xml;
using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>
/// Writes packets as the strictest readers want them: literal `edXML:` prefixes inside the envelope, none on AttachmentEncoded.
/// Blocking, in small pieces: give it a file or memory, not a socket.
/// </summary>
public static class PacketWriter
{
    public static WriteReport WriteDocument(
        Stream to, OutgoingPacket packet, WriteSettings? settings = null, CancellationToken stop = default)
    {
        var errors = DocumentChecks.Of(packet);
        if (errors.Count > 0)
            return new(WriteOutcome.Refused, errors);

        using var xml = Begin(to, settings ?? WriteSettings.Default, out var tags);
        var attachments = new AttachmentWriter(xml, tags, packet, stop);
        new HeaderWriter(tags).Write(packet.Document.Header);
        new TraceWriter(tags).Write(packet);
        tags.Close("edXMLHeader");
        attachments.WriteManifest();
        tags.Close("edXMLEnvelope");
        attachments.WriteContents();
        xml.WriteEndDocument();
        return new(WriteOutcome.Written, []);
    }

    public static WriteReport WriteStatus(Stream to, StatusPacket packet, WriteSettings? settings = null)
    {
        var errors = StatusChecks.Of(packet);
        if (errors.Count > 0)
            return new(WriteOutcome.Refused, errors);

        using var xml = Begin(to, settings ?? WriteSettings.Default, out var tags);
        StatusWriter.Write(tags, packet);
        xml.WriteEndDocument();
        return new(WriteOutcome.Written, []);
    }

    private static XmlWriter Begin(Stream to, WriteSettings settings, out Tags tags)
    {
        var xml = XmlWriter.Create(to, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false,
        });
        xml.WriteStartDocument();
        xml.WriteStartElement("", "edXML", Qcvn102.Namespace);
        tags = new Tags(xml, settings);
        tags.Open("edXMLEnvelope");
        tags.Open("edXMLHeader");
        return xml;
    }
}
