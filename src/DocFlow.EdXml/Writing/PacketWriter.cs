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
    private static readonly XmlWriterSettings Form = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NamespaceHandling = NamespaceHandling.OmitDuplicates,
        CloseOutput = false,
    };

    public static WriteReport WriteDocument(
        Stream to, OutgoingPacket packet, WriteSettings? settings = null, CancellationToken stop = default)
    {
        var errors = DocumentChecks.Of(packet.Document, packet.Attachments);
        return Write(new(to, settings ?? WriteSettings.Default, packet.Document.Unknown), errors,
            (xml, tags) => Document(xml, tags, packet, stop), (xml, tags) => Document(xml, tags, WithoutContents(packet), stop));
    }

    public static WriteReport WriteStatus(Stream to, StatusPacket packet, WriteSettings? settings = null) => Write(
        new(to, settings ?? WriteSettings.Default, packet.Unknown), StatusChecks.Of(packet),
        (_, tags) => Status(tags, packet), (_, tags) => Status(tags, packet));

    // what is not known is put where the packet says; whether there is such a place shows only in writing, so that is rehearsed
    private static WriteReport Write(
        Target target, IReadOnlyList<Finding> errors, Action<XmlWriter, Tags> inside, Action<XmlWriter, Tags> rehearsal)
    {
        if (errors.Count == 0 && target.Unknown.Count > 0)
            errors = Rehearse(target with { To = Stream.Null }, rehearsal);
        if (errors.Count > 0)
            return new(WriteOutcome.Refused, errors);

        Envelop(target, inside);
        return new(WriteOutcome.Written, []);
    }

    private static IReadOnlyList<Finding> Rehearse(Target target, Action<XmlWriter, Tags> inside)
    {
        try
        {
            return [.. Envelop(target, inside).Waiting.Select(one => Sentences.NoPlace(one.At))];
        }
        catch (Exception misfit) when (misfit is XmlException or ArgumentException or InvalidOperationException)
        {
            return [Sentences.NoPlace(target.Unknown[0].At)]; // an attribute that is there already, a name that is none
        }
    }

    private static UnknownParts Envelop(Target target, Action<XmlWriter, Tags> inside)
    {
        using var xml = XmlWriter.Create(target.To, Form);
        var unknown = new UnknownParts(xml, target.Unknown);
        var tags = new Tags(xml, target.Settings, unknown) { To = target.To };
        xml.WriteStartDocument();
        tags.Open("edXML");
        tags.Prefix = Qcvn102.Prefix;
        tags.Open("edXMLEnvelope");
        tags.Open("edXMLHeader");
        inside(xml, tags);
        tags.Close("edXML");
        xml.WriteEndDocument();
        return unknown;
    }

    private static OutgoingPacket WithoutContents(OutgoingPacket packet) =>
        packet with { Attachments = [.. packet.Attachments.Select(file => file with { Open = () => Stream.Null, IsPacked = true })] };

    private static void Document(XmlWriter xml, Tags tags, OutgoingPacket packet, CancellationToken stop)
    {
        var attachments = new AttachmentWriter(xml, tags, packet, stop);
        new HeaderWriter(tags).Write(packet.Document.Header);
        new TraceWriter(tags).Write(packet.Document.Trace, packet.Document.Bussiness, packet.PacketId);
        tags.Close("edXMLHeader");
        attachments.WriteManifest();
        tags.Close("edXMLEnvelope");
        tags.Prefix = "";
        attachments.WriteContents();
    }

    private static void Status(Tags tags, StatusPacket packet)
    {
        StatusWriter.Write(tags, packet);
        new TraceWriter(tags).Write(packet.Trace, bussiness: null, packetId: null);
        tags.Close("edXMLHeader");
        tags.Close("edXMLEnvelope");
    }

    private sealed record Target(Stream To, WriteSettings Settings, IReadOnlyList<Unknown> Unknown);
}
