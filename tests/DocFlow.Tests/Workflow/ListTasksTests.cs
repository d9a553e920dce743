using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
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

    [Test]
    public async Task A_desk_longer_than_a_page_goes_on_behind_it_and_is_counted_whole()
    {
        for (var i = 0; i <= ListTasks.PageLength; i++)
            await _office.Submit(TinyPdf.Classic());

        var (first, second) = (await _office.Desk(_office.Head), await _office.Desk(_office.Head, page: 2));

        Assert.That((first.Count, second.Count), Is.EqualTo((ListTasks.PageLength, 1)));
        Assert.That(first.Concat(second).Select(task => task.TaskId), Is.Unique);
        Assert.That(await _office.Office.Database.Read(session => ListTasks.Count(session, _office.Head)), Is.EqualTo(51));
    }
}
