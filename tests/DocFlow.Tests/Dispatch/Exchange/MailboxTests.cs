using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
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
        var packets = (await _agency.List()).Answer;

        var mine = (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "H53");
        Assert.That(packets.Select(packet => (packet.PacketId, packet.DocumentId)), Is.EqualTo(new[] { (mine.Id, Agency.Document) }));
    }

    [Test]
    public async Task A_packet_may_be_fetched_again_and_is_the_same_until_it_is_acknowledged()
    {
        var id = (await _agency.List()).Answer[0].PacketId;

        var (first, second) = ((await _agency.Fetch(id)).Answer, (await _agency.Fetch(id)).Answer);

        Assert.That(second.PacketSha256, Is.EqualTo(first.PacketSha256));
        Assert.That((await _agency.List()).Answer, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_acknowledged_packet_leaves_the_mailbox_and_is_told_once()
    {
        var id = (await _agency.List()).Answer[0].PacketId;
        await _agency.Acknowledge(id);

        var again = await _agency.Acknowledge(id);

        Assert.That(again.Answer.State, Is.EqualTo(DeliveryRow.Sent));
        Assert.That((await _agency.List()).Answer, Is.Empty);
        Assert.That(await _dispatch.Office.Sent<DeliveryAdvanced>(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_packet_that_could_not_be_stored_stays_in_the_mailbox()
    {
        var id = (await _agency.List()).Answer[0].PacketId;

        await _agency.Acknowledge(id, "fail");

        Assert.That((await _agency.List()).Answer, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Another_agency_s_packet_is_as_unknown_as_none()
    {
        var other = (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "G12");

        var refused = await _agency.Fetch(other.Id);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("exchange.packet-unknown"));
    }

    [Test]
    public async Task The_packet_holds_the_issued_file_and_names_one_recipient()
    {
        var sha256 = (await _agency.List()).Answer[0].Sha256;
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
