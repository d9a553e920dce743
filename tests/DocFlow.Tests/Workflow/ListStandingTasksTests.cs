using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class ListStandingTasksTests
{
    private WorkflowOffice _office = null!;
    private Guid _case;

    [SetUp]
    public async Task Open()
    {
        _office = await WorkflowOffice.Open();
        _case = (await _office.Submit(TinyPdf.Classic())).CaseId;
        await _office.Act(_case, ActKind.Review, _office.Head);
        var handOver = new ActOnTask.Command(ActKind.Reassign, (await _office.See(_case)).File) { To = _office.Deputy.UserId };
        await _office.Act(_case, handOver, _office.Leader);
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task What_somebody_can_take_does_not_stand_still()
    {
        var standing = await _office.Office.Database.Read(ListStandingTasks.Handle);

        Assert.That(standing, Is.Empty);
    }

    [Test]
    public async Task The_task_of_a_person_who_left_is_found_and_handed_over_by_an_administrator()
    {
        await Leaves(_office.Deputy.UserId);
        var standing = await _office.Office.Database.Read(ListStandingTasks.Handle);

        var handOver = new ActOnTask.Command(ActKind.Reassign, (await _office.See(_case)).File) { To = _office.Leader.UserId };
        await _office.Act(_case, handOver, _office.Administrator);

        Assert.That(standing.Single().CaseId, Is.EqualTo(_case));
        Assert.That((await _office.Desk(_office.Leader)).Single().CaseId, Is.EqualTo(_case));
        Assert.That(await _office.Office.Database.Read(ListStandingTasks.Handle), Is.Empty);
    }

    private Task Leaves(Guid person) => _office.Office.Database.Write(session =>
        session.Execute("update identity_user set active = @No where id = @Id", new { Id = person, No = false }));
}
