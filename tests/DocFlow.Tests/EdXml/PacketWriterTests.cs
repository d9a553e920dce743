using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

public sealed class PacketWriterTests
{
    private static readonly WriteSettings Vnpt = new() { Layout = Layout.Vnpt };

    [Test]
    public void Every_element_inside_the_envelope_is_prefixed_and_none_beside_it()
    {
        var seen = PeersEyes.Literally(Write());

        var inside = seen.SelectNodes("//*[local-name()='edXMLEnvelope']/descendant-or-self::*")!.Cast<System.Xml.XmlNode>();
        var beside = seen.SelectNodes("//*[local-name()='AttachmentEncoded']/descendant-or-self::*")!.Cast<System.Xml.XmlNode>();

        Assert.That(inside.Select(node => node.Prefix), Is.All.EqualTo("edXML"));
        Assert.That(beside.Select(node => node.Prefix), Is.EqualTo(new string[7].Select(_ => "")));
        Assert.That(Text(Write()), Does.Contain("<edXML:edXMLEnvelope xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">"));
    }

    [Test]
    public void The_header_stands_in_the_order_of_the_VPCP_software()
    {
        var seen = PeersEyes.Literally(Write());

        Assert.That(seen.ChildrenOf("edXML:MessageHeader").Select(name => name["edXML:".Length..]), Is.EqualTo(new[]
        {
            "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "ToPlaces",
            "OtherInfo", "ResponseFor", "SteeringType", "DocumentId", "ResponseForTask", "ApplicationType",
        }));
    }

    [Test]
    public void A_peer_of_VNPT_gets_the_order_of_VNPT()
    {
        var seen = PeersEyes.Literally(Write(settings: Vnpt));

        var header = seen.ChildrenOf("edXML:MessageHeader");
        Assert.That(header[2], Is.EqualTo("edXML:DocumentId"));
        Assert.That(header[^1], Is.EqualTo("edXML:ToPlaces"));
        Assert.That(seen.ChildrenOf("edXML:Reference")[0], Is.EqualTo("edXML:ContentId"));
        Assert.That(seen.ChildrenOf("Attachment")[^1], Is.EqualTo("edXML:ContentTransferEncoded"));
        Assert.That(seen.Literal("ContentId"), Does.StartWith("cid:"));
    }

    [Test]
    public void The_same_packet_written_twice_is_the_same_bytes()
    {
        var first = Write();

        var second = Write();

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Another_packet_id_gives_other_content_ids()
    {
        using var other = new MemoryStream();

        PacketWriter.WriteDocument(other, new(Guid.CreateVersion7(), Document, [File()]));

        Assert.That(other.ToArray(), Is.Not.EqualTo(Write()));
    }

    [Test]
    public void A_file_packed_before_reads_back_as_one_that_the_writer_packs()
    {
        using var packed = new MemoryStream();
        AttachmentZip.Write(new MemoryStream(Pdf), packed, $"{PacketId}.pdf");
        packed.Position = 0;

        var packet = Write(files: new AttachmentToSend("05-CVT-VP.pdf", "application/pdf", () => packed) { IsPacked = true });

        var read = PacketReader.Read(new MemoryStream(packet), _ => Stream.Null);
        var direct = PacketReader.Read(new MemoryStream(Write()), _ => Stream.Null);
        Assert.That(read.Attachments[0].WasZipped);
        Assert.That(read.Attachments, Is.EqualTo(direct.Attachments));
    }

    [Test]
    public void A_status_packet_has_a_message_header_and_nothing_else()
    {
        var seen = PeersEyes.Literally(Write(Status));

        Assert.That(seen.ChildrenOf("edXML:edXMLHeader"), Is.EqualTo(new[] { "edXML:MessageHeader" }));
        Assert.That(seen.ChildrenOf("edXML:edXMLEnvelope"), Is.EqualTo(new[] { "edXML:edXMLHeader" }));
        Assert.That(seen.Literal("edXML:StatusCode"), Is.EqualTo("03"));
        Assert.That(seen.ChildrenOf("edXML:MessageHeader").Select(name => name["edXML:".Length..]),
            Is.EqualTo(new[] { "From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp" }));
    }

    [Test]
    public void An_empty_field_is_left_out()
    {
        var bare = Document with { Header = Header with { DueDate = null, Content = " ", ToPlaces = [], DocumentType = null } };

        var text = Text(Write(bare));

        Assert.That(text, Does.Not.Contain("DueDate").And.Not.Contain("<edXML:Content>"));
        Assert.That(text, Does.Not.Contain("ToPlaces").And.Not.Contain("DocumentType>"));
        Assert.That(text, Does.Not.Contain("<edXML:Content />"));
    }
}
