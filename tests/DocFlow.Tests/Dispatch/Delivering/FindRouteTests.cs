using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Tests.Dispatch.Exchange;
using DocFlow.Tests.Dispatch.Transports;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

/// <summary>One agency is found under its code in force and under the one before.</summary>
public sealed class FindRouteTests
{
    private const string Old = "000.00.00.H53";

    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _axis = await ListeningAxis.Open();
        _axis.Answers = ListeningAxis.Taken;
        await _dispatch.Office.Database.Write(session =>
            SetEntry.Handle(new SetEntry.Command("H53", Old, "UBND tỉnh Tây Ninh", null, null), session, By.System));
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [TestCase("H53", Old)]
    [TestCase(Old, "H53")]
    public async Task A_peer_is_found_by_either_code_of_the_recipient(string peer, string recipient)
    {
        await _dispatch.Sending.AddPeer(peer, _axis.Address);

        var copy = await SentTo(recipient);

        Assert.That((copy.State, _axis.Calls.Count), Is.EqualTo((DeliveryRow.Sent, 1)));
    }

    [TestCase("H53", Old)]
    [TestCase(Old, "H53")]
    public async Task A_way_that_an_administrator_said_is_found_by_either_code(string said, string recipient)
    {
        await _dispatch.Sending.AddPeer("TRUC", _axis.Address, peer => peer with { Recipients = [said] });

        Assert.That((await SentTo(recipient)).State, Is.EqualTo(DeliveryRow.Sent));
    }

    [TestCase("H53", Old)]
    [TestCase(Old, "H53")]
    public async Task Who_collects_here_under_one_code_is_not_written_to_by_the_axis_under_the_other(string enrolled, string recipient)
    {
        await _dispatch.Sending.AddPeer("TRUC", _axis.Address, peer => peer with { TakesOthers = true });
        var agency = await Agency.Enrol(_dispatch, enrolled);

        var copy = await SentTo(recipient);

        Assert.That((copy.State, _axis.Calls.Count), Is.EqualTo((DeliveryRow.Mailbox, 0)));
        Assert.That((await agency.List()).Select(line => line.Id), Is.EqualTo(new[] { copy.Id }));
    }

    [Test]
    public async Task A_peer_that_is_stopped_leaves_the_recipient_to_the_next_way()
    {
        await _dispatch.Sending.AddPeer("H53", new Uri("http://127.0.0.1:1/"), peer => peer with { Active = false });
        await _dispatch.Sending.AddPeer("TRUC", _axis.Address, peer => peer with { TakesOthers = true });

        Assert.That((await SentTo("H53")).State, Is.EqualTo(DeliveryRow.Sent));
    }

    [TestCase("H53", Old)]
    [TestCase(Old, "H53")]
    public async Task An_answer_under_the_other_code_moves_the_copy(string answers, string recipient)
    {
        var agency = await Agency.Enrol(_dispatch, "H53");
        await SentTo(recipient);

        var taken = await agency.Send(agency.Packet(StatusCode.Accepted, from: answers));

        Assert.That(taken.Refusal, Is.Null);
        Assert.That((await _dispatch.Deliveries()).Single().Status, Is.EqualTo("03"));
    }

    private async Task<DeliveryRow> SentTo(string recipient)
    {
        var letter = _dispatch.Letter();
        await _dispatch.Issue(letter with { Draft = letter.Draft with { Recipients = [new Recipient(recipient, "UBND tỉnh Tây Ninh")] } });
        await _dispatch.Sweep();
        return (await _dispatch.Deliveries()).Single();
    }
}
