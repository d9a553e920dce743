using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class ListTasksTests
{
    private WorkflowOffice _office = null!;

    [SetUp]
    public async Task Open() => _office = await WorkflowOffice.Open();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task Urgent_tasks_stand_first_then_those_due_first()
    {
        var ordinary = await _office.Submit(TinyPdf.Classic());
        _office.Office.Clock.Now += TimeSpan.FromDays(1);
        var later = await _office.Submit(TinyPdf.Classic());
        var urgent = await _office.Submit(TinyPdf.Classic(), Urgency.Express);

        var desk = await _office.Desk(_office.Head);

        Assert.That(desk.Select(task => task.CaseId), Is.EqualTo(new[] { urgent.CaseId, ordinary.CaseId, later.CaseId }));
    }

    [Test]
    public async Task A_task_past_its_day_is_overdue()
    {
        await _office.Submit(TinyPdf.Classic());
        _office.Office.Clock.Now += TimeSpan.FromDays(3);

        var desk = await _office.Desk(_office.Head);

        Assert.That(desk.Single().Overdue, Is.True);
    }
}
