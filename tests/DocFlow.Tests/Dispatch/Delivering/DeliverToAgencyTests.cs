using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Transports;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class DeliverToAgencyTests
{
    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _axis = await ListeningAxis.Open();
        _axis.Answers = ListeningAxis.Taken;
        await _dispatch.Sending.AddPeer("H53", _axis.Address);
        await _dispatch.Issue();
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [Test]
    public async Task A_recipient_that_is_a_peer_gets_the_packet_signed_with_the_shared_secret()
    {
        await _dispatch.Sweep();

        var (copy, call) = (await Copy(), _axis.Calls.Single());
        Assert.That(call.Proved("bi-mat")!["XroadVnpt-hash-file"], Is.EqualTo(copy.PacketSha256));
        Assert.That((copy.State, call.File!.LongLength), Is.EqualTo((DeliveryRow.Sent, copy.PacketLength!.Value)));
    }

    [Test]
    public async Task What_is_packed_for_a_while_lies_in_the_store_where_what_a_killed_process_leaves_is_cleared_away()
    {
        var issue = (await _dispatch.Deliveries())[0].IssueId;

        using var letter = new LetterAtHand(issue, _dispatch.Office.Database, _dispatch.Office.Content);
        await using var zip = await letter.Open(default);

        Assert.That(Path.GetDirectoryName(zip.Name), Is.EqualTo(Path.Combine(_dispatch.Office.Folder, "incoming")));
    }

    [Test]
    public async Task A_recipient_without_a_peer_finds_the_packet_in_the_mailbox()
    {
        await _dispatch.Sweep();

        var other = await Copy("G12");

        Assert.That((other.State, other.PacketSha256 is not null), Is.EqualTo((DeliveryRow.Mailbox, true)));
    }

    [Test]
    public async Task A_recipient_that_is_down_gets_the_same_packet_later()
    {
        _axis.Answers = _ => ListeningAxis.Said("down", 503);
        await _dispatch.Sweep();
        _axis.Answers = ListeningAxis.Taken;
        await _dispatch.Sweep();
        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Sending), "not due yet");

        _dispatch.Office.Clock.Now += TimeSpan.FromSeconds(7);
        await _dispatch.Sweep();

        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Sent));
        Assert.That(_axis.Calls, Has.Count.EqualTo(2));
        Assert.That(_axis.Calls[1].File, Is.EqualTo(_axis.Calls[0].File));
    }

    [Test]
    public async Task A_packet_that_the_exchange_refuses_is_not_sent_again_by_itself_but_by_a_clerk()
    {
        _axis.Answers = _ => ListeningAxis.Refused("18");
        await _dispatch.Sweep();
        var failed = await Copy();
        _axis.Answers = ListeningAxis.Taken;

        await new SendAgain(new Once(_dispatch.Office.Database), _dispatch.Bell)
            .Handle(new SendAgain.Command(failed.Id), DispatchOffice.Key(), _dispatch.Clerk, default);
        await _dispatch.Sweep();

        Assert.That((failed.State, (await Copy()).State), Is.EqualTo((DeliveryRow.Failed, DeliveryRow.Sent)));
        Assert.That(_axis.Calls[1].File, Is.EqualTo(_axis.Calls[0].File), "the same packet");
    }

    [Test]
    public async Task A_delivery_that_was_sent_and_not_marked_is_sent_again_as_the_same_packet_after_the_claim()
    {
        await _dispatch.Sweep();
        await _dispatch.Office.Database.Write(session =>
            session.Execute("update dispatch_delivery set state = 'sending', sent_at = null where recipient_code = 'H53'"));

        _dispatch.Office.Clock.Now += TimeSpan.FromSeconds(61);
        await _dispatch.Sweep();

        Assert.That(_axis.Calls, Has.Count.EqualTo(2));
        Assert.That(_axis.Calls[1].File, Is.EqualTo(_axis.Calls[0].File));
    }

    [Test]
    public async Task A_clerk_sends_a_failed_copy_by_another_peer()
    {
        _axis.Answers = _ => ListeningAxis.Refused("23");
        await _dispatch.Sweep();
        await using var other = await ListeningAxis.Open();
        other.Answers = ListeningAxis.Taken;
        await _dispatch.Sending.AddPeer("TRUC", other.Address);

        await new SendAgain(new Once(_dispatch.Office.Database), _dispatch.Bell)
            .Handle(new SendAgain.Command((await Copy()).Id, "TRUC"), DispatchOffice.Key(), _dispatch.Clerk, default);
        await _dispatch.Sweep();

        Assert.That(other.Calls.Single().File, Is.EqualTo(_axis.Calls.Single().File));
        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Sent));
    }

    [Test]
    public async Task A_peer_that_takes_everybody_elses_gets_what_is_neither_a_peers_nor_a_partners()
    {
        await using var national = await ListeningAxis.Open();
        national.Answers = ListeningAxis.Taken;
        await _dispatch.Sending.AddPeer("VXP", national.Address, peer => peer with { TakesOthers = true, Layout = "vnpt" });

        await _dispatch.Sweep();

        var signed = national.Calls.Single().Proved("bi-mat")!;
        Assert.That(signed["XroadVnpt-to"], Is.EqualTo("[\"G12\"]"));
        Assert.That((await Copy("G12")).State, Is.EqualTo(DeliveryRow.Sent));
    }

    [Test]
    public async Task A_recipient_of_this_installation_gets_it_here_and_answers_it_as_any_other()
    {
        var letter = _dispatch.Letter();
        await _dispatch.Issue(letter with { Draft = letter.Draft with { Recipients = [new Recipient("G22", "Văn phòng Chính phủ")] } });

        await _dispatch.Sweep();

        var arrived = (await _dispatch.Office.Sent<PacketAccepted>()).Single();
        var copy = await Copy("G22");
        Assert.That((arrived.FromCode, arrived.ToCode, arrived.Sha256), Is.EqualTo(("G22", "G22", copy.PacketSha256)));
        Assert.That(copy.State, Is.EqualTo(DeliveryRow.Sent));
    }

    private async Task<DeliveryRow> Copy(string recipient = "H53") =>
        (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == recipient);
}
