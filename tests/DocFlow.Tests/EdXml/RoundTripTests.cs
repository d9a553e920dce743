using System.Text;
using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

/// <summary>What is read can be written again, in any layout, and says the same.</summary>
public sealed class RoundTripTests
{
    private const string Signature = """
        <Signature Id="s"><SignedInfo><Reference URI=""><Digest>a b</Digest></Reference></SignedInfo>mixed<x:y xmlns:x="urn:x"/></Signature>
        """;

    [Test]
    public void A_document_comes_back_whole([Values] BussinessDocType type, [Values] Layout layout, [Values] Payload payload)
    {
        var read = Read(Write(Of(type), settings: new() { Layout = layout, Payload = payload }));

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Readable), string.Join('\n', read.Report.Findings));
        AssertSame(read.Report.Document!, Of(type));
        Assert.That(read.Files.Single(), Is.EqualTo(Pdf));
        Assert.That(read.Report.Attachments.Single().Name, Is.EqualTo("05-CVT-VP.pdf"));
    }

    [Test]
    public void A_status_comes_back_whole([Values] Layout layout)
    {
        var read = Read(Write(Status, new() { Layout = layout }));

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Readable));
        Assert.That(read.Report.Status! with { Trace = Status.Trace, Unknown = Status.Unknown }, Is.EqualTo(Status));
        Assert.That(read.Report.Document, Is.Null);
    }

    [TestCase("<edXML:Subject>", "<edXML:Colour a=\"1\">r<b/>ed</edXML:Colour><edXML:Subject>", "MessageHeader", "MessageHeader/Colour")]
    [TestCase("<edXML:CodeNotation>", "<z:y xmlns:z=\"urn:z\">1</z:y><edXML:CodeNotation>", "MessageHeader/Code", "MessageHeader/Code/y")]
    [TestCase("</edXML:ToPlaces>", "<edXML:X>1</edXML:X></edXML:ToPlaces>", "MessageHeader/ToPlaces", "MessageHeader/ToPlaces/X")]
    [TestCase("<edXML:Subject>", "<edXML:Subject lang=\"vi\">", "MessageHeader/Subject/@lang", "MessageHeader/Subject/@lang")]
    [TestCase("</edXML:Bussiness>", "<edXML:X>1</edXML:X></edXML:Bussiness>", "TraceHeaderList/Bussiness", "TraceHeaderList/Bussiness/X")]
    [TestCase("</edXML>", "<More>1</More></edXML>", "edXML", "More")]
    public void What_nobody_understands_is_reported_and_kept(string here, string more, string at, string path)
    {
        var first = Read(Altered(here, more)).Report;

        var again = Again(first);

        Assert.That(first.Findings.Single().Path, Is.EqualTo(path));
        Assert.That(first.Document!.Unknown.Single().At, Is.EqualTo(at));
        AssertSame(again.Document!, first.Document);
    }

    [Test]
    public void What_vendors_add_is_kept_without_a_word([Values] Layout layout)
    {
        var text = Altered("</edXML:edXMLHeader>", Signature + "</edXML:edXMLHeader>")
            .Replace("</edXML:OtherInfo>", "<ReplyFors><Reply>7</Reply></ReplyFors></edXML:OtherInfo>", StringComparison.Ordinal)
            .Replace("</Attachment>", "<MimeType>x/y</MimeType></Attachment>", StringComparison.Ordinal);

        var first = Read(text).Report;
        var again = Again(first, layout);

        Assert.That(first.Outcome, Is.EqualTo(ReadOutcome.Readable));
        Assert.That(first.Document!.Unknown.Select(one => one.At),
            Is.EquivalentTo(new[] { "edXMLHeader", "MessageHeader/OtherInfo", "AttachmentEncoded/Attachment" }));
        AssertSame(again.Document!, first.Document);
        Assert.That(again.Attachments, Is.EqualTo(first.Attachments));
    }

    [Test]
    public void What_stood_in_the_second_recipient_stands_there_again()
    {
        var two = Document with { Header = Header with { To = [Recipient, Recipient with { OrganId = "T77.06" }] } };
        var text = Text(Write(two)).Replace("T77.06</edXML:OrganId>", "T77.06</edXML:OrganId><Unit>9</Unit>", StringComparison.Ordinal);

        var again = Again(Read(text).Report);

        Assert.That(again.Document!.Unknown.Single().At, Is.EqualTo("MessageHeader/To[2]"));
    }

    [TestCase("MessageHeader/Nowhere", "<a/>", "edxml.no-place")]
    [TestCase("MessageHeader/To[9]", "<a/>", "edxml.no-place")]
    [TestCase("MessageHeader", "<a>", "edxml.characters")]
    [TestCase("MessageHeader", "<!DOCTYPE a><a/>", "edxml.characters")]
    [TestCase("MessageHeader/Subject/@a b", "1", "edxml.no-place")]
    public void What_has_no_place_is_not_written_and_not_lost(string at, string xml, string code)
    {
        using var to = new MemoryStream();

        var report = PacketWriter.WriteDocument(to, new(PacketId, Document with { Unknown = [new(at, xml)] }, [Letters.File()]));

        Assert.That(report.Errors.Single().Code, Is.EqualTo(code));
        Assert.That(to.Length, Is.Zero);
    }

    [Test]
    public void A_packet_goes_through_JSON_and_back([Values] BussinessDocType type)
    {
        var signed = Text(Write(Of(type))).Replace("</edXML:edXMLHeader>", Signature + "</edXML:edXMLHeader>", StringComparison.Ordinal);
        var first = Read(signed).Report;

        var json = PacketJson.Of(first);
        var parsed = PacketJson.Parse(Encoding.UTF8.GetBytes(json));

        Assert.That(PacketJson.Of(parsed), Is.EqualTo(json));
        AssertSame(parsed.Document!, first.Document!);
        Assert.That(json, Does.Contain("\"promulgationDate\": \"2026/02/03\"").And.Contain($"\"docType\": \"{type}\"").IgnoreCase);
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("{\"document\":{}}")]
    [TestCase("{\"status\":{\"statusCode\":3}}")]
    [TestCase("{\"dokument\":{}}")]
    [TestCase("{\"document\":{\"header\":{\"to\":[null]}}}")]
    [TestCase("[")]
    public void Words_that_cannot_be_read_are_refused_with_their_reason(string json)
    {
        var parsed = PacketJson.Parse(Encoding.UTF8.GetBytes(json));

        Assert.That(parsed.Outcome, Is.EqualTo(ReadOutcome.Refused));
        Assert.That(parsed.Findings.Single().Code, Is.EqualTo("edxml.not-json"));
    }

    private static ReadReport Again(ReadReport first, Layout layout = Layout.Vpcp) => Read(Write(
        first.Document, new() { Layout = layout }, Letters.File() with { ContentId = first.Attachments[0].ContentId })).Report;
}
