using DocFlow.EdXml.Reading;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class MailboxTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _agency = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _agency = await Agency.Enrol(_dispatch, "H53");
        await _dispatch.Issue();
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task An_agency_finds_its_own_packet_in_its_mailbox()
    {
        var packets = (await _agency.List());

        var mine = (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "H53");
        Assert.That(packets.Select(packet => (packet.Id, packet.ExchangeId)), Is.EqualTo(new[] { (mine.Id, Agency.Document) }));
    }

    [Test]
    public async Task A_packet_may_be_fetched_again_and_is_the_same_until_it_is_acknowledged()
    {
        var id = (await _agency.List())[0].Id;

        var (first, second) = (await _agency.Find(id), await _agency.Find(id));

        Assert.That(second, Is.EqualTo(first));
        Assert.That((await _agency.List()), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_acknowledged_packet_leaves_the_mailbox_and_is_sent_once()
    {
        var id = (await _agency.List())[0].Id;
        await _agency.Acknowledge(id);

        var again = await _agency.Acknowledge(id);

        Assert.That(again.Answer, Is.EqualTo("done"));
        Assert.That((await _agency.List()), Is.Empty);
        var sent = await _dispatch.Office.Database.Read(session => session.One<long>(
            "select count(*) from trail_entry where act = 'packet-sent'"));
        Assert.That(sent, Is.EqualTo(1));
    }

    [Test]
    public async Task What_could_not_be_stored_stands_behind_what_came_later()
    {
        var first = (await _agency.List())[0].Id;
        await _agency.Acknowledge(first, "fail");
        _dispatch.Office.Clock.Now += TimeSpan.FromMinutes(1);
        await _dispatch.Issue();
        await _dispatch.Sweep();

        var packets = await _agency.List();

        Assert.That((packets.Count, packets[^1].Id), Is.EqualTo((2, first)));
    }

    [Test]
    public async Task A_packet_that_could_not_be_stored_stays_in_the_mailbox()
    {
        var id = (await _agency.List())[0].Id;

        await _agency.Acknowledge(id, "fail");

        Assert.That((await _agency.List()), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_agency_s_packet_is_as_unknown_as_none()
    {
        var other = (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "G12");

        var found = await _agency.Find(other.Id);

        Assert.That(found, Is.Null);
    }

    [Test]
    public async Task The_packet_holds_the_issued_file_and_names_one_recipient()
    {
        var sha256 = (await _agency.List())[0].Sha256;
        await using var file = await _dispatch.Office.Content.Open(sha256);

        var report = PacketReader.Read(file, _ => Stream.Null);

        var header = report.Document!.Header;
        Assert.That(header.To.Select(organ => organ.OrganId), Is.EqualTo(new[] { "H53" }));
        Assert.That((header.Code.ToString(), header.SignerInfo?.Competence), Is.EqualTo(("01/VPCP-TTĐT", "KT.")));
        Assert.That(report.Attachments.Select(one => one.Sha256), Is.EqualTo(await Issued()));
    }

    private Task<IReadOnlyList<string>> Issued() =>
        _dispatch.Office.Database.Read(session => session.List<string>("select file_sha256 from dispatch_issue"));
}
