using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Packets;

public sealed class TakeInPacketTests
{
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_packet_becomes_one_waiting_item_with_its_files_and_its_sender_is_told_01()
    {
        await _office.Arrives(null, Arrived.File("van-ban.pdf", Arrived.Pdf()), Arrived.File("phu-luc.pdf", Arrived.Pdf("annex")));

        Assert.That(await _office.One<string>("select state from intake_packet"), Is.EqualTo("Waiting"));
        Assert.That(await Files(), Is.EqualTo(new[] { "van-ban.pdf Ready", "phu-luc.pdf Ready" }));
        var told = (await _office.Answers()).Single();
        Assert.That((told.Status, told.FromCode, told.ToCode, told.Code), Is.EqualTo(("01", "T77.05", "T99.01", "05/CVT-VP")));
    }

    [Test]
    public async Task The_same_packet_brought_twice_is_one_item_and_one_answer()
    {
        var message = await _office.Accepted();

        await _office.TakeIn(message, times: 2);
        await _office.TakeIn(message);

        Assert.That(await _office.One<long>("select count(*) from intake_packet"), Is.EqualTo(1));
        Assert.That(await _office.One<long>("select count(*) from intake_file"), Is.EqualTo(1));
        Assert.That(await _office.Told(), Is.EqualTo("01"));
    }

    [Test]
    public async Task What_an_upload_would_be_refused_for_comes_to_the_desk_with_its_sentence()
    {
        var (word, cut) = (Arrived.File("van-ban.docx", "PK no pdf"u8.ToArray()), Arrived.File("cut.pdf", HandSigned.Letter()[..900]));

        await _office.Arrives(null, word, cut);

        Assert.That(await Files(), Is.EqualTo(new[] { "van-ban.docx Unusable", "cut.pdf Unusable" }));
        Assert.That(await _office.One<string>("select report from intake_file where position = 0"), Does.Contain("file.not-pdf"));
        Assert.That(await _office.One<string>("select report from intake_file where position = 1"), Does.Contain("file.damaged"));
    }

    [Test]
    public async Task Words_too_long_for_their_columns_are_cut_between_letters()
    {
        var faces = string.Concat(Enumerable.Repeat("\U0001F600", 600));
        var nameless = Arrived.Header() with { From = new() { OrganId = "T99.01" } };
        var message = await _office.Accepted(nameless) with { FromName = faces, Subject = faces };

        await _office.TakeIn(message);

        Assert.That(await _office.One<string>("select from_name from intake_packet"), Is.EqualTo(faces[..198] + "…"));
        Assert.That(await _office.One<string>("select subject from intake_packet"), Is.EqualTo(faces[..498] + "…"));
    }

    [Test]
    public async Task A_packet_that_cannot_be_read_is_an_item_that_says_why()
    {
        var stored = await _office.House.Content.Put(to => to.WriteAsync("<edXML"u8.ToArray()).AsTask());

        await _office.TakeIn(Arrived.Message(Arrived.Header(), stored.Sha256, stored.Length, _office.House.Clock.Now));

        Assert.That(await _office.One<string>("select problem_vi from intake_packet"), Is.Not.Empty);
        Assert.That(await _office.Told(), Is.EqualTo("01"));
    }

    [Test]
    public async Task A_broken_signature_is_held_for_the_clerk()
    {
        var broken = HandSigned.Certified();
        broken[broken.AsSpan().IndexOf("Pay 100"u8) + 4] = (byte)'9';

        await _office.Arrives(null, Arrived.File("05.pdf", broken));

        Assert.That(await Files(), Is.EqualTo(new[] { "05.pdf Held" }));
    }

    [Test]
    public async Task A_packet_whose_addressees_do_not_name_us_goes_back_by_itself()
    {
        await _office.Arrives(Arrived.Header() with { To = [new() { OrganId = "T11", OrganName = "Sở khác" }] });

        Assert.That(await _office.One<string>("select state from intake_packet"), Is.EqualTo("Returned"));
        Assert.That(await _office.Told(), Is.EqualTo("01 02"));
        Assert.That((await _office.Answers())[1].Description, Does.Contain("gửi nhầm").And.Contain("T77.05"));
    }

    [Test]
    public async Task A_recall_is_not_this_desks()
    {
        await _office.TakeIn(await _office.Accepted() with { Business = PacketBusiness.Recall });

        Assert.That(await _office.One<long>("select count(*) from intake_packet"), Is.Zero);
    }

    [Test]
    public async Task Files_of_a_packet_have_an_owner_and_do_not_wait_among_the_uploads()
    {
        await _office.Arrives();

        Assert.That(await _office.House.Finds("file.unowned"), Is.Empty);
        Assert.That((await _office.House.Database.Read(session => ListFiles.Handle(session, _office.Clerk))).Answer, Is.Empty);
    }

    private async Task<IEnumerable<string>> Files()
    {
        var names = await _office.House.Database.Read(session => session.List<string>("select name from intake_file order by position"));
        var states = await _office.House.Database.Read(session => session.List<string>("select state from intake_file order by position"));
        return names.Zip(states, (name, state) => $"{name} {state}");
    }
}
