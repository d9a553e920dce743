using System.Text;
using DocFlow.EdXml.Reading;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.AttachmentTests;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

public sealed class HostilePacketTests
{
    private const string Root = "<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">";

    [TestCase("<!DOCTYPE edXML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [TestCase("<!DOCTYPE edXML [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>")]
    [TestCase("<!DOCTYPE edXML SYSTEM \"http://127.0.0.1:1/x.dtd\">")]
    public void A_document_type_declaration_is_refused(string doctype)
    {
        var text = Text(Write());

        var read = Read(text.Insert(text.IndexOf("<edXML ", StringComparison.Ordinal), doctype));

        AssertRefused(read, "edxml.dtd");
    }

    [Test]
    public void A_small_zip_of_ten_gigabytes_is_refused_before_it_unfolds()
    {
        var bomb = ZipOf(("uuid.pdf", new byte[20 << 20]));

        var read = Read(PacketWith("application/zip", "x.pdf", bomb));

        AssertRefused(read, "edxml.limit");
        Assert.That(read.Files.Sum(file => (long)file.Length), Is.Zero);
    }

    [Test]
    public void A_zip_that_promises_ten_gigabytes_or_will_not_say_is_refused()
    {
        var zip = ZipOf(("uuid.pdf", new byte[10_000]));
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), uint.MaxValue); // the real length stands elsewhere (zip64)

        var read = Read(PacketWith("application/zip", "x.pdf", zip));

        AssertRefused(read, "edxml.limit");
        Assert.That(zip, Has.Length.LessThan(10 << 10));
    }

    [Test]
    public void A_zip64_that_promises_more_than_there_is_or_points_elsewhere_is_refused()
    {
        var endless = Read(PacketWith("application/zip", "x.pdf", Zip64.Of("x.pdf", Pdf, promised: ulong.MaxValue)));
        var astray = Read(PacketWith("application/zip", "x.pdf", Zip64.Of("x.pdf", Pdf, at: 1UL << 40)));

        AssertRefused(endless, "edxml.limit");
        AssertRefused(astray, "edxml.zip");
    }

    [Test]
    public void A_bomb_that_says_it_was_hardly_packed_is_refused_like_any_other()
    {
        var bomb = new byte[4 << 20];

        var read = Read(PacketWith("application/zip", "x.pdf", Zip64.Of("x.pdf", bomb, squeezed: (ulong)bomb.Length)));

        AssertRefused(read, "edxml.limit");
    }

    [Test]
    public void A_zip_within_a_zip_is_not_unfolded()
    {
        var inner = ZipOf(("bomb.zip", new byte[100_000]));

        var read = Read(PacketWith("application/zip", "x.pdf", ZipOf(("uuid.pdf", inner))));

        Assert.That(read.Files.Single(), Is.EqualTo(inner));
    }

    [Test]
    public void A_path_in_a_zip_is_only_looked_at_for_its_kind([Values("../../etc/x.pdf", "/etc/x.pdf", "C:\\x.pdf")] string entry)
    {
        var read = Read(PacketWith("text/plain", "letter.pdf", ZipOf((entry, Pdf))));

        Assert.That(read.Report.Attachments.Single().Name, Is.EqualTo("letter.pdf"));
        Assert.That(read.Files.Single(), Is.EqualTo(Pdf));
    }

    [Test]
    public void Many_long_texts_are_refused_together()
    {
        var text = $"<edXML:Subject>{new string('a', 9_999)}</edXML:Subject>";

        AssertRefused(Read(Altered("<edXML:Subject>", string.Concat(Enumerable.Repeat(text, 900)) + "<edXML:Subject>")), "edxml.limit");
    }

    [Test]
    public void More_unknown_elements_than_the_limit_are_refused()
    {
        var many = string.Concat(Enumerable.Repeat("<edXML:Colour>red</edXML:Colour>", 1_001));

        AssertRefused(Read(Altered("<edXML:Subject>", many + "<edXML:Subject>")), "edxml.limit");
    }

    [Test]
    public void A_zip_that_lies_about_its_size_gives_no_more_than_it_promised()
    {
        var zip = ZipOf(("uuid.pdf", new byte[1 << 20]));
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), 1000);

        var read = Read(PacketWith("application/zip", "x.pdf", zip));

        AssertRefused(read, "edxml.zip");
        Assert.That(read.Files.Sum(file => (long)file.Length), Is.LessThanOrEqualTo(1000));
    }

    [Test]
    public void A_flipped_byte_inside_a_zip_is_noticed()
    {
        var zip = ZipOf(("uuid.pdf", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500)))));
        zip[60] ^= 1;

        AssertRefused(Read(PacketWith("application/zip", "x.pdf", zip)), "edxml.zip");
    }

    [Test]
    public void Text_that_is_not_base64_is_refused()
    {
        AssertRefused(Read(Altered("<ContentTransferEncoded>", "<ContentTransferEncoded>*")), "edxml.base64");
    }

    [Test]
    public void A_packet_cut_short_is_refused([Values(100, 1500, 3000)] int bytes)
    {
        Assert.That(Read(Write()[..bytes]).Codes.Single(), Is.AnyOf("edxml.not-xml", "edxml.base64"));
    }

    [Test]
    public void A_hundred_thousand_recipients_are_refused()
    {
        var many = string.Concat(Enumerable.Repeat("<edXML:To><edXML:OrganId>T1</edXML:OrganId></edXML:To>", 100_000));

        AssertRefused(Read(Altered("<edXML:Subject>", many + "<edXML:Subject>")), "edxml.limit");
    }

    [Test]
    public void Six_thousand_recipients_are_refused_by_their_own_limit()
    {
        var many = string.Concat(Enumerable.Repeat("<edXML:To><edXML:OrganId>T1</edXML:OrganId></edXML:To>", 6_000));

        var read = Read(Altered("<edXML:Subject>", many + "<edXML:Subject>"));

        Assert.That(read.Report.Findings[^1].Path, Is.EqualTo("MessageHeader/To"));
    }

    [Test]
    public void Elements_nested_without_end_are_refused()
    {
        AssertRefused(Read(Root + string.Concat(Enumerable.Repeat("<a>", 100_000))), "edxml.limit");
        AssertRefused(Read(Root + "<Signature>" + string.Concat(Enumerable.Repeat("<a>", 100_000))), "edxml.limit");
    }

    [TestCase("<edXMLEnvelope><Subject>{0}</Subject></edXMLEnvelope></edXML>")]
    [TestCase("<edXMLEnvelope a=\"{0}\"/></edXML>")]
    [TestCase("<!--{0}--></edXML>")]
    [TestCase("<Signature>{0}</Signature></edXML>")]
    public void Text_without_end_is_refused_after_a_bounded_read(string form)
    {
        using var endless = new EndlessLetter(Root + form[..form.IndexOf("{0}", StringComparison.Ordinal)]);

        var report = PacketReader.Read(endless, _ => Stream.Null);

        Assert.That(report.Findings.Single().Code, Is.EqualTo("edxml.limit"));
        Assert.That(endless.Given, Is.LessThan(3 << 20));
    }

    [Test]
    public void A_file_larger_than_the_limit_is_refused()
    {
        var read = Read(Write(), new() { MostAttachmentBytes = 10 });

        AssertRefused(read, "edxml.limit");
        Assert.That(read.Files, Is.Empty);
    }

    [Test]
    public void More_files_than_the_limit_are_refused()
    {
        AssertRefused(Read(Write(null, null, Letters.File("a.pdf"), Letters.File("b.pdf")), new() { MostAttachments = 1 }), "edxml.limit");
    }

    [Test]
    public void Attributes_without_number_are_refused()
    {
        var many = string.Concat(Enumerable.Range(0, 61_000).Select(number => $" a{number}=''"));

        AssertRefused(Read(Altered("<edXML:Subject>", $"<edXML:Subject{many}>")), "edxml.limit");
    }

    [Test]
    public void Nobody_else_on_the_machine_reads_along()
    {
        using var room = (FileStream)ReadSettings.Default.Scratch();

        if (!OperatingSystem.IsWindows())
            Assert.That(System.IO.File.GetUnixFileMode(room.Name), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void No_scratch_room_is_left_behind_by_a_refused_packet()
    {
        var rooms = new List<MemoryStream>();
        var settings = new ReadSettings { Scratch = () => { rooms.Add(new MemoryStream()); return rooms[^1]; } };

        Read(Write()[..^60], settings);

        Assert.That(rooms.Select(room => room.CanWrite), Is.EqualTo(new[] { false }));
    }

    private static void AssertRefused(Opened read, string code)
    {
        Assert.That(read.Report.Outcome, Is.EqualTo(ReadOutcome.Refused));
        Assert.That(read.Codes.Last(), Is.EqualTo(code));
        Assert.That(read.Report.Findings[^1].Vietnamese, Is.Not.Empty);
    }
}
