using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class QueueStatusTests
{
    [Test]
    public async Task An_answer_asked_for_twice_is_queued_once()
    {
        using var office = new TestInstallation();
        using var bell = new Bell();
        var answer = new StatusToSend
        {
            Id = Guid.CreateVersion7(),
            FromCode = "G22",
            ToCode = "H53",
            ExchangeId = "H53,2026/02/02,7/UBND-VP",
            Code = "7/UBND-VP",
            Status = StatusCode.Arrived,
            GivenAt = office.Clock.Now,
        };

        for (var i = 0; i < 2; i++)
            await office.Database.Write(session => new QueueStatus(bell).Add(session, answer));

        var queued = await office.Database.Read(session => session.List<string>("select status from dispatch_answer"));
        Assert.That(queued, Is.EqualTo(new[] { "01" }));
    }
}
