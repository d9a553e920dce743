using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Transports;
using DocFlow.Tests.Dispatch.Transports;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class CircuitTests
{
    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _axis = await ListeningAxis.Open();
        _axis.Answers = _ => ListeningAxis.Said("down", 503);
        await _dispatch.Sending.AddPeer("H53", _axis.Address);
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [Test]
    public async Task A_peer_that_failed_often_is_left_alone_then_tried_by_one_packet_and_given_all_once_it_is_back()
    {
        await Issue(20);
        await _dispatch.Sweep();
        await _dispatch.Sweep();
        var asked = _axis.Calls.Count;
        await _dispatch.Sweep();
        Assert.That((asked, _axis.Calls.Count), Is.EqualTo((8, 8)), "a batch failed, and nothing more is sent");

        await Later(TimeSpan.FromMinutes(2));
        Assert.That(_axis.Calls, Has.Count.EqualTo(9), "one packet tries");

        _axis.Answers = ListeningAxis.Taken;
        await Later(TimeSpan.FromMinutes(4));
        await Later(TimeSpan.FromMinutes(20));
        Assert.That((await _dispatch.Deliveries()).Count(copy => copy.State == DeliveryRow.Sent), Is.EqualTo(20));
        Assert.That((await Peer()).OpenUntil, Is.Null);
    }

    [Test]
    public async Task Of_two_processes_one_tries_the_peer()
    {
        await Issue(8);
        await _dispatch.Sweep();
        _dispatch.Office.Clock.Now += TimeSpan.FromMinutes(2);
        var peer = await Peer();

        var first = await _dispatch.Office.Database.Write(session => Circuit.Allows(session, peer, 8));
        var second = await _dispatch.Office.Database.Write(session => Circuit.Allows(session, peer, 8));

        Assert.That((first, second), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_peer_that_does_not_answer_holds_up_nobody_elses_packets()
    {
        var never = new TaskCompletionSource();
        _axis.Answers = _ => new Waiting(never.Task);
        await using var other = await ListeningAxis.Open();
        other.Answers = ListeningAxis.Taken;
        await _dispatch.Sending.AddPeer("G12", other.Address);
        await Issue(2);
        await _dispatch.Sending.Prepare();

        var sending = _dispatch.Sending.Peers();
        while (other.Calls.Count < 2 && !sending.IsCompleted)
            await Task.Delay(10);

        Assert.That((other.Calls.Count, sending.IsCompleted), Is.EqualTo((2, false)));
        never.SetResult();
        await sending;
    }

    [Test]
    public async Task A_refusal_of_a_packet_says_nothing_against_the_peer()
    {
        _axis.Answers = _ => ListeningAxis.Refused("22");
        await Issue(10);

        await _dispatch.Sweep();
        await _dispatch.Sweep();

        Assert.That((await Peer()).Failures, Is.Zero);
        Assert.That(_axis.Calls, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task What_a_peer_that_is_no_more_never_took_goes_another_way_however_often_it_was_tried()
    {
        await Issue(1);
        await _dispatch.Office.Run("update dispatch_delivery set sends = 40 where peer_code = 'H53'");
        await _dispatch.Sending.AddPeer("H53", _axis.Address, peer => peer with { Active = false });

        await _dispatch.Sending.Peers();
        await _dispatch.Sending.Prepare();

        var copy = (await _dispatch.Deliveries()).Single(one => one.RecipientCode == "H53");
        Assert.That(copy.State, Is.EqualTo(DeliveryRow.Mailbox));
    }

    private async Task Issue(int letters)
    {
        for (var letter = 0; letter < letters; letter++)
            await _dispatch.Issue();
        while (await _dispatch.Sending.Prepare())
            continue;
    }

    private async Task Later(TimeSpan wait)
    {
        _dispatch.Office.Clock.Now += wait;
        await _dispatch.Sending.Peers();
    }

    private async Task<Peer> Peer() =>
        (await _dispatch.Office.Database.Read(session => DocFlow.Dispatch.Transports.Peer.Find(session, "H53")))!;

    private sealed class Waiting(Task until) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await until;
            httpContext.Response.StatusCode = 503;
        }
    }
}
