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
        var queued = await Queue("status", code: "7/UBND-VP", times: 2);

        Assert.That(queued, Is.EqualTo(new[] { "01" }));
    }

    [Test]
    public async Task An_answer_about_a_document_with_an_endless_number_is_queued_as_any_other()
    {
        var queued = await Queue("document_code", code: new string('7', 200), times: 1);

        Assert.That(queued.Single(), Has.Length.EqualTo(60), "as much as the column holds");
    }

    private static async Task<IReadOnlyList<string>> Queue(string column, string code, int times)
    {
        using var office = new TestInstallation();
        using var bell = new Bell();
        var answer = new StatusToSend
        {
            Id = Guid.CreateVersion7(),
            FromCode = "G22",
            ToCode = "H53",
            ExchangeId = "H53,2026/02/02,7/UBND-VP",
            Code = code,
            Status = StatusCode.Arrived,
            GivenAt = office.Clock.Now,
        };

        for (var i = 0; i < times; i++)
            await office.Database.Write(session => new QueueStatus(bell).Add(session, answer));
        return await office.Database.Read(session => session.List<string>($"select {column} from dispatch_answer"));
    }
}
