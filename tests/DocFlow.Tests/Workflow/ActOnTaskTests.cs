using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class ActOnTaskTests
{
    private WorkflowOffice _office = null!;
    private ShowCase.Answer _case = null!;

    [SetUp]
    public async Task Open()
    {
        _office = await WorkflowOffice.Open();
        _case = await _office.Submit(TinyPdf.Classic());
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_reviewed_draft_comes_to_the_leaders()
    {
        await _office.Act(_case.CaseId, ActKind.Review, _office.Head, "Đồng ý");

        var now = await _office.See(_case.CaseId);
        Assert.That((now.Step, now.Version, now.History.Single().Remark), Is.EqualTo(("approve", 1, "Đồng ý")));
        Assert.That((await _office.Desk(_office.Leader)).Single().StepTitle.Vi, Is.EqualTo("Duyệt dự thảo"));
        Assert.That(await _office.Desk(_office.Head), Is.Empty);
    }

    [Test]
    public async Task An_act_by_the_wrong_person_changes_nothing()
    {
        var refused = await _office.Act(_case.CaseId, ActKind.Review, _office.Leader);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.not-yours"));
        Assert.That((await _office.See(_case.CaseId)).Version, Is.Zero);
    }

    [Test]
    public async Task An_act_on_a_version_that_was_not_on_screen_is_refused()
    {
        var refused = await _office.Act(_case.CaseId, new ActOnTask.Command(ActKind.Review, _case.Files[0].Sha256), _office.Head);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.version-stale"));
    }

    [Test]
    public async Task Of_two_people_acting_at_once_one_is_told_that_the_case_moved()
    {
        await _office.Act(_case.CaseId, ActKind.Review, _office.Head);

        var both = await Task.WhenAll(
            _office.Act(_case.CaseId, new ActOnTask.Command(ActKind.Approve, _case.File) { Task = 2 }, _office.Leader),
            _office.Act(_case.CaseId, new ActOnTask.Command(ActKind.Approve, _case.File) { Task = 2 }, _office.Deputy));

        Assert.That(both.Select(outcome => outcome.Refusal?.Code), Is.EquivalentTo(new[] { null, "case.changed" }));
        Assert.That((await _office.See(_case.CaseId)).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task A_refused_case_is_closed_and_its_tasks_with_it()
    {
        await _office.Act(_case.CaseId, ActKind.Review, _office.Head);

        await _office.Act(_case.CaseId, ActKind.Refuse, _office.Leader, "Không cần ban hành");

        Assert.That((await _office.Office.Sent<CaseClosed>()).Single().Ending, Is.EqualTo("refused"));
        Assert.That(await _office.Desk(_office.Deputy), Is.Empty);
    }

    [Test]
    public async Task A_task_handed_over_leaves_every_other_desk()
    {
        await _office.Act(_case.CaseId, ActKind.Review, _office.Head);

        await _office.Act(_case.CaseId, new ActOnTask.Command(ActKind.Reassign, _case.File) { To = _office.Deputy.UserId }, _office.Leader);

        Assert.That(await _office.Desk(_office.Leader), Is.Empty);
        Assert.That((await _office.Desk(_office.Deputy)).Single().CaseId, Is.EqualTo(_case.CaseId));
    }

    [Test]
    public async Task Only_the_first_desk_that_handles_a_document_is_told_to_the_other_rooms()
    {
        await _office.Act(_case.CaseId, ActKind.Review, _office.Head);
        await _office.Act(_case.CaseId, ActKind.Approve, _office.Leader);

        var told = (await _office.Office.Sent<TaskAssigned>()).Single();

        Assert.That((told.Step, told.ToHandle), Is.EqualTo(("review", true)));
    }

    [Test]
    public async Task Every_act_is_in_the_trail_of_the_document()
    {
        await _office.Act(_case.CaseId, ActKind.Review, _office.Head);

        var acts = await _office.Office.Database.Read(session => session.List<string>(
            "select act from trail_entry where subject_id = @DocumentId order by sequence", new { _case.DocumentId }));
        Assert.That(acts, Is.EqualTo(new[] { "case-opened", "review" }));
    }

    [Test]
    public async Task A_case_is_unknown_to_those_who_have_no_part_in_it()
    {
        var stranger = _office.Head with { UserId = Guid.CreateVersion7(), Posts = [] };

        var refused = await _office.Act(_case.CaseId, ActKind.Review, stranger);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.unknown"));
    }
}
