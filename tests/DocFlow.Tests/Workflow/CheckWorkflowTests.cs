using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class CheckWorkflowTests
{
    private WorkflowOffice _office = null!;

    [SetUp]
    public async Task Open() => _office = await WorkflowOffice.Open();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_case_in_which_nobody_has_a_task_is_found()
    {
        var opened = await _office.Submit(TinyPdf.Classic());
        await Run("update workflow_task set closed_at = opened_at");

        var standing = (await _office.Office.Finds("case.without-task")).Single();

        Assert.That((standing.Subject, standing.Healable), Is.EqualTo((opened.DocumentId, false)));
        Assert.That(standing.En, Does.Contain("arrival 7").And.Contain("review"));
    }

    [Test]
    public async Task A_case_is_looked_at_on_its_page_whether_its_own_id_is_known_or_its_documents()
    {
        var opened = await _office.Submit(TinyPdf.Classic());

        var pages = await _office.Office.Database.Read(async session => new[]
        {
            await WorkflowRoom.Room.PageOf(session, opened.CaseId),
            await WorkflowRoom.Room.PageOf(session, opened.DocumentId),
            await WorkflowRoom.Room.PageOf(session, Guid.CreateVersion7()),
        });

        Assert.That(pages, Is.EqualTo(new[] { $"/workflow/cases/{opened.CaseId}", $"/workflow/cases/{opened.CaseId}", null }));
    }

    [Test]
    public async Task A_task_for_a_post_that_nobody_holds_is_found()
    {
        await _office.Submit(TinyPdf.Classic());
        await Run("update identity_user set active = @No", new { No = false });

        var standing = (await _office.Office.Finds("task.for-nobody")).Single();

        Assert.That(standing.Since, Is.LessThan(_office.Office.Clock.Now.AddHours(-2)));
    }

    [Test]
    public async Task A_signature_left_half_way_is_found_and_its_reservation_voided_so_that_the_signer_may_begin_again()
    {
        await _office.EnrolKey(_office.Leader);
        var opened = await _office.Submit(TinyPdf.Classic());
        await _office.Act(opened.CaseId, ActKind.Review, _office.Head);
        await _office.Act(opened.CaseId, ActKind.Approve, _office.Leader);
        await _office.Sign(opened.CaseId, _office.Leader, "000000");

        var half = (await _office.Office.Finds("signature.half-way")).Single();
        var healed = await _office.Office.Heal(half);
        var signed = await _office.Sign(opened.CaseId, _office.Leader);

        Assert.That((healed, signed.Refusal), Is.EqualTo((true, (DocFlow.Platform.Refusal?)null)));
        Assert.That(await _office.Office.Finds("signature.half-way"), Is.Empty);
    }

    [Test]
    public async Task A_ready_case_that_dispatch_never_heard_of_is_found_and_told_again()
    {
        await _office.EnrolKey(_office.Leader);
        var opened = await _office.Submit(TinyPdf.Classic());
        await _office.Act(opened.CaseId, ActKind.Review, _office.Head);
        await _office.Act(opened.CaseId, ActKind.Approve, _office.Leader);
        await _office.Sign(opened.CaseId, _office.Leader);
        await Run("update outbox_message set finished_at = created_at");

        var lost = (await _office.Office.Finds("handover.lost")).Single(one => one.Subject == opened.CaseId);
        var healed = await _office.Office.Heal(lost);

        Assert.That((healed, (await _office.Office.Sent<CaseReadyToIssue>()).Count), Is.EqualTo((true, 2)));
        Assert.That(lost.En, Does.Contain("workflow told CaseReadyToIssue").And.Contain("dispatch does not know"));
    }

    [Test]
    public async Task A_document_told_of_once_more_keeps_its_one_case()
    {
        var registered = await _office.Registered(TinyPdf.Classic());
        await _office.Bring<OpenCase, DocumentRegistered>(registered);

        await _office.Bring<OpenCase, DocumentRegistered>(registered);

        Assert.That(await _office.Office.Database.Read(session => session.One<long>("select count(*) from workflow_case")), Is.EqualTo(1));
        Assert.That(await _office.Office.Database.Read(session => session.One<long>("select count(*) from outbox_failure")), Is.Zero);
    }

    private Task Run(string sql, object? parameters = null) => _office.Office.Database.Write(session => session.Execute(sql, parameters));
}
