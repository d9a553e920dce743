using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

public sealed class AttachmentTests
{
    [Test]
    public void Several_files_arrive_in_order_each_under_its_name_and_hash()
    {
        var read = Read(Write(null, null, Letters.File("a.pdf"), Letters.File("b.docx", [1, 2, 3]), Letters.File("c.zip", [9])));

        Assert.That(read.Report.Attachments.Select(file => file.Name), Is.EqualTo(new[] { "a.pdf", "b.docx", "c.zip" }));
        Assert.That(read.Files, Is.EqualTo(new byte[][] { Pdf, [1, 2, 3], [9] }));
        Assert.That(read.Report.Attachments[1].Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3]))));
        Assert.That(read.Report.Attachments.Select(file => file.WasZipped), Is.All.True);
    }

    [TestCase("application/zip", "x.pdf", "uuid.pdf", true)]
    [TestCase("application/pdf", "x.pdf", "uuid.PDF", true)]
    [TestCase("text/plain", "x.pdf", "uuid.pdf", true)]
    [TestCase("application/zip", "x.doc", "uuid.edxml", true)]
    [TestCase("application/octet-stream", "x.zip", "report.pdf", false)]
    [TestCase("application/zip", "x.zip", "report.pdf", false)]
    [TestCase("application/pdf", "x.pdf", "other.txt", false)]
    public void A_wrapping_zip_is_told_from_a_zip_that_was_meant(string type, string name, string entry, bool unwrapped)
    {
        var zip = ZipOf((entry, Pdf));

        var read = Read(PacketWith(type, name, zip));

        Assert.That(read.Files.Single(), Is.EqualTo(unwrapped ? Pdf : zip));
        Assert.That(read.Report.Attachments.Single().WasZipped, Is.EqualTo(unwrapped));
    }

    [Test]
    public void A_zip64_is_unpacked_like_any_other_however_small()
    {
        var zip = Zip64.Of("x.pdf", Pdf);
        using var theirs = new ZipArchive(new MemoryStream(zip));

        var read = Read(PacketWith("application/pdf", "letter.pdf", zip));

        Assert.That(theirs.Entries.Single().Length, Is.EqualTo(Pdf.Length), "the platform reads it, too");
        Assert.That(read.Files.Single(), Is.EqualTo(Pdf));
        Assert.That(read.Report.Attachments.Single().WasZipped);
    }

    [Test]
    public void A_document_that_is_itself_a_zip_of_many_parts_stays_whole()
    {
        var docx = ZipOf(("[Content_Types].xml", [1]), ("word/document.xml", [2]));

        Assert.That(Read(PacketWith("application/zip", "x.docx", docx)).Files.Single(), Is.EqualTo(docx));
    }

    [Test]
    public void A_raw_file_that_says_zip_is_taken_as_it_is_with_a_warning()
    {
        var read = Read(PacketWith("application/zip", "x.pdf", Pdf));

        Assert.That(read.Files.Single(), Is.EqualTo(Pdf));
        Assert.That(read.Codes, Does.Contain("edxml.not-zipped"));
    }

    [Test]
    public void Reference_and_file_find_each_other_with_cid_or_without()
    {
        var text = Altered("<AttachmentName>05-CVT-VP.pdf</AttachmentName>", "")
            .Replace("<ContentId>", "<ContentId>CID:", StringComparison.Ordinal);

        var read = Read(text);

        Assert.That(read.Report.Attachments.Single().Name, Is.EqualTo("05-CVT-VP.pdf"));
        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Readable));
    }

    [Test]
    public void What_the_manifest_says_otherwise_is_reported_and_the_file_counts()
    {
        var read = Read(Altered("<edXML:AttachmentName>05-CVT-VP.pdf<", "<edXML:AttachmentName>other.pdf<"));

        Assert.That(read.Report.Attachments.Single().Name, Is.EqualTo("05-CVT-VP.pdf"));
        Assert.That(read.Report.Findings.Single().Path, Is.EqualTo("edXMLManifest/Reference/AttachmentName"));
    }

    [Test]
    public void A_file_that_was_announced_and_did_not_come_is_reported()
    {
        var text = Text(Write());
        var cut = text[..text.IndexOf("<AttachmentEncoded>", StringComparison.Ordinal)] + "</edXML>";

        var read = Read(cut);

        Assert.That(read.Codes, Is.EqualTo(new[] { "edxml.no-content" }));
        Assert.That(read.Report.Attachments, Is.Empty);
    }

    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("C:\\Windows\\win.ini", "win.ini")]
    [TestCase("a\"b<c>d?.pdf", "abcd.pdf")]
    [TestCase("..", "attachment-1")]
    [TestCase("letter\u202efdp.exe", "letterfdp.exe")]
    public void A_name_is_a_label_and_never_a_place(string written, string name)
    {
        var read = Read(PacketWith("application/pdf", written, Pdf));

        Assert.That(read.Report.Attachments.Single().Name, Is.EqualTo(name));
        Assert.That(read.Report.Attachments.Single().NameAsWritten, Is.EqualTo(written));
    }

    [TestCase("a.pdf,A.pdf", "a.pdf,2-A.pdf")]
    [TestCase("3-a.pdf,a.pdf,a.pdf", "3-a.pdf,a.pdf,4-a.pdf")]
    [TestCase("Quy\u1ebft.pdf,Quye\u0302\u0301t.pdf", "Quy\u1ebft.pdf,2-Quy\u1ebft.pdf")]
    public void Two_files_of_one_name_are_told_apart(string written, string names)
    {
        var read = Read(Write(null, null, [.. written.Split(',').Select(name => Letters.File(name))]));

        Assert.That(read.Report.Attachments.Select(file => file.Name), Is.EqualTo(names.Split(',')));
        Assert.That(read.Report.Attachments.Select(file => file.NameAsWritten), Is.EqualTo(written.Split(',')));
    }

    [Test]
    public void A_long_Vietnamese_name_still_fits_a_file_system()
    {
        var name = string.Concat(Enumerable.Repeat("Quyết định ", 20)) + ".docx";

        var safe = Read(Write(null, null, Letters.File(name))).Report.Attachments.Single().Name;

        Assert.That(Encoding.UTF8.GetByteCount(safe), Is.LessThan(200));
        Assert.That(safe, Does.StartWith("Quyết định ").And.EndWith(".docx"));
    }

    [Test]
    public void A_large_file_passes_through_in_small_pieces([Values] Payload payload)
    {
        const int size = 64 << 20;
        using var packet = ReadSettings.Default.Scratch();
        var big = new AttachmentToSend("big.pdf", "application/pdf", () => new Noise(size));
        var before = GC.GetAllocatedBytesForCurrentThread();

        PacketWriter.WriteDocument(packet, new(PacketId, Document, [big]), new() { Payload = payload });
        packet.Position = 0;
        var report = PacketReader.Read(packet, _ => Stream.Null);

        Assert.That(report.Attachments.Single().Length, Is.EqualTo(size));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8 << 20));
    }

    internal static byte[] ZipOf(params (string Name, byte[] Bytes)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    internal static string PacketWith(string type, string name, byte[] payload)
    {
        var text = Text(Write());
        var content = new StringBuilder("<AttachmentEncoded><Attachment>")
            .Append("<ContentType>").Append(type).Append("</ContentType><AttachmentName>")
            .Append(System.Security.SecurityElement.Escape(name)).Append("</AttachmentName><ContentTransferEncoded>")
            .Append(Convert.ToBase64String(payload, Base64FormattingOptions.InsertLineBreaks))
            .Append("</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>");
        return text[..text.IndexOf("<AttachmentEncoded>", StringComparison.Ordinal)] + content;
    }
}
