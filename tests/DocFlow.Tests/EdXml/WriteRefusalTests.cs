using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

public sealed class WriteRefusalTests
{
    [Test]
    public void Nothing_is_written_and_no_file_is_opened_when_a_field_is_missing()
    {
        using var to = new MemoryStream();
        var untouched = new AttachmentToSend("a.pdf", "application/pdf", () => throw new InvalidOperationException("opened"));

        var report = PacketWriter.WriteDocument(to, new(PacketId, Document with { Header = Header with { Subject = "" } }, [untouched]));

        Assert.That(report.Outcome, Is.EqualTo(WriteOutcome.Refused));
        Assert.That(to.Length, Is.Zero);
        Assert.That(report.Errors.Single().Path, Is.EqualTo("MessageHeader/Subject"));
    }

    [Test]
    public void An_error_is_said_in_Vietnamese_and_in_English()
    {
        var error = ErrorsOf(Header with { Subject = new string('a', 501) }).Single();

        Assert.That(error.Vietnamese, Is.EqualTo("MessageHeader/Subject dài 501 ký tự, tối đa 500."));
        Assert.That(error.English, Is.EqualTo("MessageHeader/Subject has 501 characters; at most 500 are allowed."));
        Assert.That(error.Severity, Is.EqualTo(Severity.Error));
    }

    [Test]
    public void An_id_that_receivers_could_not_split_is_refused(
        [Values("a7f6", "T99.01,03/02/2026,05/CVT", "T99.01,2026/02/30,05/CVT")] string id)
    {
        Assert.That(ErrorsOf(Header with { DocumentId = id }).Single().Path, Is.EqualTo("MessageHeader/DocumentId"));
    }

    [Test]
    public void The_same_recipient_twice_is_refused()
    {
        Assert.That(ErrorsOf(Header with { To = [Recipient, Recipient] }).Single().Code, Is.EqualTo("edxml.duplicate"));
    }

    [Test]
    public void A_comma_in_an_agency_code_would_break_the_document_id()
    {
        var errors = ErrorsOf(Header with { To = [Recipient with { OrganId = "T77,05" }] });

        Assert.That(errors.Single().Path, Is.EqualTo("MessageHeader/To[1]/OrganId"));
    }

    [Test]
    public void A_control_character_is_found_before_the_writer_stumbles_over_it()
    {
        Assert.That(ErrorsOf(Header with { Content = "a\u0001b" }).Single().Code, Is.EqualTo("edxml.characters"));
        Assert.That(ErrorsOf(Header with { Content = "lone \ud800 half" }).Single().Code, Is.EqualTo("edxml.characters"));
        Assert.That(ErrorsOf(Header with { Content = "\U0001F4C4 whole" }), Is.Empty);
    }

    [Test]
    public void A_path_is_not_an_attachment_name()
    {
        var report = PacketWriter.WriteDocument(Stream.Null, new(PacketId, Document, [Letters.File("../a.pdf")]));

        Assert.That(report.Errors.Single().Path, Is.EqualTo("AttachmentEncoded/Attachment[1]/AttachmentName"));
    }

    [Test]
    public void A_refusal_without_a_reason_is_not_sent([Values("02", "13", "16")] string code)
    {
        var report = PacketWriter.WriteStatus(Stream.Null, Status with { StatusCode = new(code), Description = null });

        Assert.That(report.Errors.Single().Path, Is.EqualTo("MessageHeader/Description"));
    }

    [Test]
    public void A_status_that_no_peer_knows_is_not_sent()
    {
        var report = PacketWriter.WriteStatus(Stream.Null, Status with { StatusCode = new("14") });

        Assert.That(report.Errors.Single().Path, Is.EqualTo("MessageHeader/StatusCode"));
    }

    [TestCase(BussinessDocType.Recall, "BussinessDocReason")]
    [TestCase(BussinessDocType.Update, "DocumentId")]
    [TestCase(BussinessDocType.Update, "BussinessDocumentInfo")]
    [TestCase(BussinessDocType.Replace, "ReplacementInfoList")]
    public void A_recall_says_why_an_update_and_a_replacement_of_what(BussinessDocType type, string missing)
    {
        var bare = Document with { Bussiness = new() { DocType = type } };

        var report = PacketWriter.WriteDocument(Stream.Null, new(PacketId, bare, [Letters.File()]));

        Assert.That(report.Errors.Select(error => error.Path), Does.Contain($"TraceHeaderList/Bussiness/{missing}"));
    }

    [Test]
    public void Two_files_of_one_content_id_are_refused()
    {
        var (one, other) = (Letters.File("a.pdf") with { ContentId = "209" }, Letters.File("b.pdf") with { ContentId = "209" });

        var report = PacketWriter.WriteDocument(Stream.Null, new(PacketId, Document, [one, other]));

        Assert.That(report.Errors.Single().Code, Is.EqualTo("edxml.duplicate"));
    }

    private static IReadOnlyList<Finding> ErrorsOf(MessageHeader header) =>
        PacketWriter.WriteDocument(Stream.Null, new(PacketId, Document with { Header = header }, [Letters.File()])).Errors;
}
