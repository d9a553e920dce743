using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Tests.Platform;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class RecordHandoverTests
{
    private static readonly DateTimeOffset Nine = new(2026, 2, 2, 9, 0, 0, TimeSpan.FromHours(7));
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task The_register_keeps_the_first_desk_in_whatever_order_messages_come()
    {
        var arrival = await _office.Registered();
        await using var bus = await Start();

        await bus.Database.Write(session => session.Publish(Assigned(arrival.DocumentId, "Vụ Pháp chế", Nine.AddHours(1))));
        await bus.Database.Write(session => session.Publish(Assigned(arrival.DocumentId, "Vụ Tổng hợp", Nine)));

        await bus.Until("select count(*) from inbox_message where consumer = 'RecordHandover'", 2);
        Assert.That(await _office.One<string>("select handed_to from intake_document"), Is.EqualTo("Vụ Tổng hợp"));
    }

    [Test]
    public async Task The_register_keeps_the_number_of_the_answer()
    {
        var arrival = await _office.Registered();
        await using var bus = await Start();

        await bus.Database.Write(session => session.Publish(new CaseClosed
        {
            CaseId = Guid.CreateVersion7(), DocumentId = arrival.DocumentId, Ending = "issued", AnswerCode = "05/VPCP-TH", ClosedAt = Nine,
        }));

        Assert.That(await bus.Until("select count(*) from intake_document where ended_as = 'issued'", 1), Is.EqualTo(1));
        Assert.That(await _office.One<string>("select answer_code from intake_document"), Is.EqualTo("05/VPCP-TH"));
    }

    // the rooms that hear of a registration are not in this process
    private async Task<RunningBus> Start()
    {
        await _office.House.Database.Write(session => session.Execute("delete from outbox_message"));
        return await RunningBus.Start(_office.House.Options, IntakeRoom.Room);
    }

    private static TaskAssigned Assigned(Guid document, string to, DateTimeOffset at) => new()
    {
        TaskId = Guid.CreateVersion7(),
        CaseId = Guid.CreateVersion7(),
        DocumentId = document,
        AssignedTo = to,
        Step = "direct",
        AssignedAt = at,
    };
}
