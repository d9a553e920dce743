using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Tests.Dispatch.Transports;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class TryStatusTests
{
    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        await _dispatch.EnrolAgency();
        _axis = await ListeningAxis.Open();
        _axis.Answers = ListeningAxis.Taken;
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [Test]
    public async Task An_answer_goes_to_the_senders_peer_as_a_status_packet()
    {
        await _dispatch.Sending.AddPeer("H53", _axis.Address);
        await Queue(StatusCode.Rejected, "Gửi nhầm nơi nhận");

        await _dispatch.Sweep();

        var call = _axis.Calls.Single();
        var packet = PacketReader.Read(new MemoryStream(call.File!), _ => Stream.Null).Status!;
        Assert.That(call.Proved("bi-mat")!["XroadVnpt-messagetype"], Is.EqualTo("status"));
        Assert.That((packet.StatusCode, packet.From.OrganId, packet.ResponseFor.OrganId, packet.Description),
            Is.EqualTo((StatusCode.Rejected, "G22", "H53", "Gửi nhầm nơi nhận")));
        Assert.That(await State(), Is.EqualTo("sent"));
    }

    [Test]
    public async Task An_answer_that_nobody_took_is_sent_again_as_the_same_bytes()
    {
        _axis.Answers = _ => ListeningAxis.Said("down", 502);
        await _dispatch.Sending.AddPeer("H53", _axis.Address);
        await Queue(StatusCode.Arrived, null);
        await _dispatch.Sweep();
        _axis.Answers = ListeningAxis.Taken;

        _dispatch.Office.Clock.Now += TimeSpan.FromSeconds(7);
        await _dispatch.Sweep();

        Assert.That(_axis.Calls, Has.Count.EqualTo(2));
        Assert.That(_axis.Calls[1].File, Is.EqualTo(_axis.Calls[0].File));
        Assert.That(await State(), Is.EqualTo("sent"));
    }

    [Test]
    public async Task An_answer_to_an_agency_that_nobody_reaches_is_given_up_with_its_reason()
    {
        await Queue(StatusCode.Arrived, null);

        await _dispatch.Sweep();

        var code = await _dispatch.Office.Database.Read(session => session.One<string>("select error_code from dispatch_answer"));
        Assert.That((await State(), code), Is.EqualTo(("failed", DeliveryTrouble.NoRoute)));
        Assert.That(await _dispatch.Office.Finds("answer.failed"), Has.Count.EqualTo(1));
    }

    private Task Queue(StatusCode status, string? why) => _dispatch.Office.Database.Write(
        session => new QueueStatus(_dispatch.Bell).Add(session, new StatusToSend
        {
            Id = Guid.CreateVersion7(),
            FromCode = "G22",
            ToCode = "H53",
            ExchangeId = "H53,2026/02/02,7/UBND-VP",
            Code = "7/UBND-VP",
            IssuedOn = new DateOnly(2026, 2, 2),
            Status = status,
            Description = why,
            GivenAt = _dispatch.Office.Clock.Now,
        }));

    private Task<string> State() => _dispatch.Office.Database.Read(session => session.One<string>("select state from dispatch_answer"));
}
