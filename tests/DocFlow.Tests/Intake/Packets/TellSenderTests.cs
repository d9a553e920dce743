using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Packets;
using DocFlow.Tests.Dispatch;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Packets;

public sealed class TellSenderTests
{
    private IntakeOffice _office = null!;
    private Guid _document;

    [SetUp]
    public async Task Open()
    {
        _office = new IntakeOffice();
        _document = (await _office.RegisterPacket(await _office.Arrives())).Answer.DocumentId;
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task Its_sender_hears_of_assignment_handling_and_end_once_each_with_whom()
    {
        await Assigned("Lãnh đạo", toHandle: false);
        await Assigned("Vụ Tổng hợp");
        await Assigned("Vụ Pháp chế");
        await Begun();
        await Begun();
        await Closed("answered", "09/VPCP-TH");

        Assert.That(await _office.Told(), Is.EqualTo("01 03 04 05 06"));
        var (assigned, begun, closed) = (await _office.Answers()) is [_, _, var four, var five, var six] ? (four, five, six) : default;
        Assert.That((assigned.Department, begun.Staff, begun.Department), Is.EqualTo(("Vụ Tổng hợp", "Lê Văn Trưởng", "Vụ Tổng hợp")));
        Assert.That(closed.Description, Does.Contain("09/VPCP-TH"));
    }

    [Test]
    public async Task What_comes_late_is_not_told_after_what_was_later()
    {
        await Closed("closed", null);
        await Begun();
        await Assigned("Vụ Tổng hợp");

        Assert.That(await _office.Told(), Is.EqualTo("01 03 06"));
    }

    [TestCase("refused", "01 03 06")]
    [TestCase("withdrawn", "01 03")]
    [TestCase("recalled", "01 03")]
    public async Task An_end_without_an_answer_is_told_for_what_it_is(string ending, string told)
    {
        await Closed(ending, null);

        Assert.That(await _office.Told(), Is.EqualTo(told));
    }

    [Test]
    public async Task Of_an_uploaded_paper_nobody_is_told()
    {
        _document = (await _office.Registered("77")).DocumentId;

        await Assigned("Vụ Tổng hợp");
        await Closed("closed", null);

        Assert.That(await _office.Told(), Is.EqualTo("01 03"));
    }

    [Test]
    public async Task An_answer_that_Dispatch_never_heard_of_is_found_and_told_again()
    {
        await _office.House.Run("update outbox_message set finished_at = created_at");

        var lost = (await _office.House.Finds("handover.lost")).Where(one => one.En.Contains(nameof(SenderAnswered))).ToList();
        await _office.House.Heal(lost[0]);

        Assert.That(lost, Has.Count.EqualTo(2));
        Assert.That(await _office.House.Sent<SenderAnswered>(), Has.Count.EqualTo(3));
    }

    private Task Assigned(string to, bool toHandle = true) => Bring<RecordHandover, TaskAssigned>(new TaskAssigned
    {
        TaskId = Guid.CreateVersion7(),
        CaseId = Guid.CreateVersion7(),
        DocumentId = _document,
        AssignedTo = to,
        Step = "any",
        ToHandle = toHandle,
        AssignedAt = _office.House.Clock.Now,
    });

    private Task Begun() => Bring<TellHandling, HandlingBegun>(new HandlingBegun
    {
        CaseId = Guid.CreateVersion7(),
        DocumentId = _document,
        Unit = "Vụ Tổng hợp",
        ByName = "Lê Văn Trưởng",
        BegunAt = _office.House.Clock.Now,
    });

    private Task Closed(string ending, string? answer) => Bring<RecordAnswer, CaseClosed>(new CaseClosed
    {
        CaseId = Guid.CreateVersion7(), DocumentId = _document, Ending = ending, AnswerCode = answer, ClosedAt = _office.House.Clock.Now,
    });

    private async Task Bring<TConsumer, TMessage>(TMessage message)
        where TConsumer : class, MassTransit.IConsumer
        where TMessage : class
    {
        _office.House.Clock.Now += TimeSpan.FromMinutes(1);
        await Bus.Bring<TConsumer, TMessage>(_office.House, message, times: 1);
    }
}
