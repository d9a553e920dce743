using System.Net;
using System.Text.RegularExpressions;
using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Tests.Intake.Packets;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Recalling;

/// <summary>A recall over the real bus and the real pages, in the composed server.</summary>
public sealed class RequestPagesTests
{
    private ClerkBrowser _clerk = null!;

    [OneTimeSetUp]
    public async Task Open() => _clerk = await ClerkBrowser.Open();

    [OneTimeTearDown]
    public async Task Close() => await _clerk.DisposeAsync();

    [Test]
    public async Task A_recall_is_read_agreed_to_and_leaves_a_file_that_answers_410()
    {
        await Publish(await Packet());
        await Until("/intake", "05/CVT-VP");
        await Publish(Asked());
        var request = Regex.Match(await Until("/intake/requests", "05/CVT-VP"), "/intake/requests/([0-9a-f-]{36})").Value;

        var shown = await _clerk.Page(request);
        var agreed = await _clerk.Send(request, "decide-request", ("Agree", "true"));
        var after = await _clerk.Page(request);

        Assert.That(shown, Does.Contain("Gửi nhầm").And.Contain("Cơ quan đang giữ văn bản này").And.Contain("id=\"used-for\""));
        Assert.That(agreed.StatusCode, Is.EqualTo(HttpStatusCode.Found), await agreed.Content.ReadAsStringAsync());
        Assert.That(after, Does.Contain("Đã đồng ý").And.Not.Contain("name=\"Agree\""));
        var file = await Database.Read(session => session.One<Guid>("select id from intake_file"));
        Assert.That((await _clerk.Http.GetAsync($"/intake/files/{file}/content")).StatusCode, Is.EqualTo(HttpStatusCode.Gone));
    }

    private Database Database => _clerk.Services.GetRequiredService<Database>();

    private Task Publish<T>(T message) where T : class => Database.Write(session => session.Publish(message));

    private async Task<PacketAccepted> Packet()
    {
        var header = Arrived.Header();
        var packet = new OutgoingPacket(
            Guid.CreateVersion7(), new DocumentPacket { Header = header }, [Arrived.File("05.pdf", Arrived.Pdf())]);
        var stored = await _clerk.Services.GetRequiredService<ContentStore>().Put(to =>
        {
            PacketWriter.WriteDocument(to, packet);
            return Task.CompletedTask;
        });
        return Arrived.Message(header, stored.Sha256, stored.Length, DateTimeOffset.UnixEpoch);
    }

    private static RecallAsked Asked() => new()
    {
        PacketId = Guid.CreateVersion7(),
        FromCode = RecallDesk.Sender,
        FromName = "Cục Văn thư Thử nghiệm",
        ExchangeId = RecallDesk.Document,
        Code = "05/CVT-VP",
        Reason = "Gửi nhầm",
        AskedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task<string> Until(string address, string text)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await _clerk.Page(address) is var page && page.Contains(text, StringComparison.Ordinal))
                return page;
            await Task.Delay(100);
        }

        throw new TimeoutException($"{address} never showed {text}.");
    }
}
