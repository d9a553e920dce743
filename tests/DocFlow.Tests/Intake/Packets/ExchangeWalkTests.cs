using DocFlow.Dispatch.Exchange;
using DocFlow.Intake;
using DocFlow.Intake.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Packets;

/// <summary>A document from another agency through a whole server: in by the one way in, handled by its people, its sender told.</summary>
public sealed class ExchangeWalkTests
{
    private ClerkBrowser _server = null!;
    private Walkers _people = null!;

    private Database Database => _server.Services.GetRequiredService<Database>();

    [SetUp]
    public async Task Open()
    {
        _server = await ClerkBrowser.Open();
        _people = await Walkers.Enrol(Database);
        await Database.Write(session =>
            SetAgency.Handle(new(Arrived.OurCode, "Sở Thử nghiệm", "Hà Nội", "STN", null), session, By.System));
    }

    [TearDown]
    public async Task Close() => await _server.DisposeAsync();

    [Test]
    public async Task A_packet_is_registered_directed_handled_and_closed_and_each_status_is_queued_once()
    {
        var packet = await Accepted();
        await Until("select count(*) from intake_packet where state = 'Waiting'", 1);

        var page = await _server.Page($"/intake/packets/{packet}");
        var registered = await Register(packet);
        await Act(registered, ActKind.Direct, _people.Leader, told: 3);
        await Act(registered, ActKind.Review, _people.Head, told: 4);
        await Act(registered, ActKind.Approve, _people.Head, told: 5);

        Assert.That(page, Does.Contain("Cục Văn thư Thử nghiệm").And.Contain("value=\"CVT-VP\"").And.Contain("Trả lại"));
        Assert.That(await Told(), Is.EqualTo(new[] { "01", "03", "04", "05", "06" }));
        Assert.That(await _server.Page($"/intake/documents/{registered}"), Does.Contain("Đã báo nơi gửi").And.Contain("06 Hoàn thành"));
    }

    private async Task<Guid> Accepted()
    {
        using var bytes = new MemoryStream();
        Arrived.Write(bytes, Arrived.Header(), Arrived.File("05.pdf", Arrived.Pdf()));
        bytes.Position = 0;
        var from = new PacketSource("T99.01", "Cục Văn thư Thử nghiệm", PacketWay.Vxp);
        return (await _server.Services.GetRequiredService<AcceptPacket>().Handle(bytes, 1_000_000, null, from, default)).Answer.PacketId;
    }

    private async Task<Guid> Register(Guid packet)
    {
        var shown = (await Database.Read(session => ShowPacket.Handle(packet, session, _people.Clerk, new DateOnly(2026, 2, 2)))).Answer;
        var answer = await _server.Services.GetRequiredService<RegisterDocument>().Submit(
            new() { PacketId = packet, Document = shown.Document with { DueOn = null } }, IntakeOffice.Key(), _people.Clerk, default);
        return answer.Answer.DocumentId;
    }

    // each word is said before the next act is: the order of our own messages is not what this is about
    private async Task Act(Guid document, ActKind kind, Actor actor, int told)
    {
        await Until("select count(*) from workflow_case", 1);
        var @case = (await Database.Read(session => ShowCase.ByDocument(document, _people.Clerk, session, DocFlow.Host.Rooms.All))).Answer;
        var act = new ActOnTask.Command(kind, @case.File) { Lead = kind == ActKind.Direct ? _people.Unit : null };
        var outcome = await Database.Write(session => ActOnTask.Handle(@case.CaseId, act, actor, session));
        Assert.That(outcome.Refusal?.Code, Is.Null);
        await Until("select count(*) from dispatch_answer", told);
    }

    private async Task<IEnumerable<string>> Told() =>
        await Database.Read(session => session.List<string>("select status from dispatch_answer order by status"));

    private async Task Until(string sql, long expected)
    {
        for (var wait = 0; wait < 600 && await Database.Read(session => session.One<long>(sql)) < expected; wait++)
            await Task.Delay(50);
        Assert.That(await Database.Read(session => session.One<long>(sql)), Is.EqualTo(expected), sql);
    }
}
