using System.Text.RegularExpressions;
using DocFlow.EdXml;
using DocFlow.EdXml.Reading;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

public sealed class PacketReaderTests
{
    private const string Xmlns = "xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"";

    [Test]
    public void Other_prefixes_and_another_order_mean_the_same()
    {
        var read = Read($"""
            <q:edXML xmlns:q="http://www.mic.gov.vn/TBT/QCVN_102_2016"><q:edXMLEnvelope><q:edXMLHeader><q:MessageHeader>
            <q:Timestamp>2026/02/03 09:00:00</q:Timestamp><q:StatusCode>01</q:StatusCode><q:Description/>
            <q:ResponseFor><q:DocumentId>T99.01,2026/02/03,05/CVT</q:DocumentId><q:Code>05/CVT</q:Code>
            <q:OrganId>T99.01</q:OrganId></q:ResponseFor>
            <q:From><q:OrganName>Sở</q:OrganName><q:OrganId> T77.05 </q:OrganId></q:From>
            </q:MessageHeader></q:edXMLHeader></q:edXMLEnvelope></q:edXML>
            """);

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Readable));
        Assert.That(read.Report.Status!.From.OrganId, Is.EqualTo("T77.05"));
        Assert.That(read.Report.Status.Description, Is.Null);
    }

    [Test]
    public void A_date_with_the_day_first_is_read_with_a_warning()
    {
        var read = Read(Altered(">2026/02/03</edXML:PromulgationDate>", ">03/02/2026</edXML:PromulgationDate>"));

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.ReadableWithWarnings));
        Assert.That(read.Report.Findings.Single().Path, Is.EqualTo("MessageHeader/PromulgationInfo/PromulgationDate"));
        Assert.That(read.Report.Document!.Header.PromulgationInfo.PromulgationDate!.Value.Value, Is.EqualTo(new DateOnly(2026, 2, 3)));
    }

    [Test]
    public void An_impossible_day_is_kept_as_it_came()
    {
        var read = Read(Altered(">2026/03/01<", ">2026/02/30<"));

        var due = read.Report.Document!.Header.DueDate!.Value;
        Assert.That(read.Codes, Is.EqualTo(new[] { "edxml.date" }));
        Assert.That((due.Raw, due.Value), Is.EqualTo(("2026/02/30", (DateOnly?)null)));
    }

    [Test]
    public void A_moment_before_all_time_as_dotnet_systems_write_it_is_a_warning()
    {
        var nothing = Regex.Replace(Text(Write(Status)), ">[^<]+</edXML:Timestamp>", ">0001/01/01 00:00:00</edXML:Timestamp>");

        var read = Read(nothing);

        Assert.That(read.Codes, Is.EqualTo(new[] { "edxml.date" }));
        Assert.That(read.Report.Status!.Timestamp!.Value.Value, Is.Null);
    }

    [Test]
    public void An_unknown_status_and_an_unknown_document_type_are_kept_raw()
    {
        var status = Read(Text(Write(Status)).Replace(">03<", ">14<", StringComparison.Ordinal));
        var document = Read(Altered("DocType>0<", "DocType>4<"));

        Assert.That(status.Report.Status!.StatusCode.Raw, Is.EqualTo("14"));
        Assert.That((int)document.Report.Document!.Bussiness!.DocType, Is.EqualTo(4));
        Assert.That(status.Codes.Concat(document.Codes), Is.All.EqualTo("edxml.unknown-code"));
    }

    [Test]
    public void Bussiness_may_stand_before_the_hops_and_absent_means_new()
    {
        var text = Text(Write());
        var from = text.IndexOf("<edXML:Bussiness>", StringComparison.Ordinal);
        var block = text[from..(text.IndexOf("</edXML:Bussiness>", StringComparison.Ordinal) + "</edXML:Bussiness>".Length)];
        var without = text.Replace(block, "", StringComparison.Ordinal);

        var first = Read(without.Replace("<edXML:TraceHeader>", block + "<edXML:TraceHeader>", StringComparison.Ordinal));
        var absent = Read(without);

        Assert.That(first.Report.Document!.Bussiness, Is.EqualTo(Document.Bussiness));
        Assert.That(absent.Report.Document!.Bussiness, Is.Null);
    }

    [Test]
    public void A_missing_id_follows_from_agency_date_and_code()
    {
        var read = Read(Altered("<edXML:DocumentId>T99.01,2026/02/03,05/CVT-VP</edXML:DocumentId>", ""));

        Assert.That(read.Report.Document!.Header.DocumentId, Is.EqualTo("T99.01,2026/02/03,05/CVT-VP"));
        Assert.That(read.Codes, Is.EqualTo(new[] { "edxml.derived" }));
    }

    [Test]
    public void What_we_would_not_write_is_read_with_a_warning()
    {
        var twice = Read(Altered("<edXML:DueDate>", "<edXML:To><edXML:OrganId>T77.05</edXML:OrganId></edXML:To><edXML:DueDate>"));
        var large = Read(Altered("<edXML:CodeNumber>05<", "<edXML:CodeNumber>123456789012<"));

        Assert.That(twice.Codes, Is.EqualTo(new[] { "edxml.duplicate" }));
        Assert.That(large.Report.Findings.Single().Path, Is.EqualTo("MessageHeader/Code/CodeNumber"));
        Assert.That(large.Report.Outcome, Is.EqualTo(ReadOutcome.ReadableWithWarnings));
    }

    [TestCase("recall")]
    [TestCase("-1")]
    [TestCase("1.0")]
    public void A_packet_that_does_not_say_what_it_does_is_never_taken_for_a_new_document(string type)
    {
        var read = Read(Altered("DocType>0<", $"DocType>{type}<"));

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Refused));
        Assert.That(read.Report.Findings.Single().Path, Is.EqualTo("TraceHeaderList/Bussiness/BussinessDocType"));
    }

    [TestCase("From", "MessageHeader/From/OrganId")]
    [TestCase("To", "MessageHeader/To")]
    public void A_packet_that_nobody_sent_or_nobody_gets_is_refused(string element, string path)
    {
        var read = Read(Altered($"edXML:{element}>", $"edXML:X{element}>"));

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Refused));
        Assert.That(read.Report.Findings.Single(finding => finding.Severity == Severity.Error).Path, Is.EqualTo(path));
        Assert.That(read.Report.Document, Is.Null);
    }

    [TestCase("<edXML xmlns=\"http://www.e-doc.vn/Schema/\"/>", "edxml.not-edxml")]
    [TestCase("<html/>", "edxml.not-edxml")]
    [TestCase("<edXML " + Xmlns + "/>", "edxml.missing")]
    [TestCase("%PDF-1.7", "edxml.not-xml")]
    [TestCase("", "edxml.not-xml")]
    public void What_is_not_edXML_is_refused_with_its_reason(string text, string code)
    {
        var read = Read(text);

        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Refused));
        Assert.That(read.Codes, Is.EqualTo(new[] { code }));
    }
}
