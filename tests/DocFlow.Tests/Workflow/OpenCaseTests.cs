using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class OpenCaseTests
{
    private WorkflowOffice _office = null!;

    [SetUp]
    public async Task Open() => _office = await WorkflowOffice.Open();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_submission_becomes_a_task_of_the_head_of_the_drafting_unit()
    {
        var @case = await _office.Submit(TinyPdf.Classic());

        var assigned = await _office.Office.Sent<TaskAssigned>();
        Assert.That((await _office.Desk(_office.Head)).Single().CaseId, Is.EqualTo(@case.CaseId));
        Assert.That((assigned.Single().AssignedTo, assigned.Single().Step), Is.EqualTo(("Vụ Tổng hợp, Trưởng đơn vị", "review")));
        Assert.That(assigned.Single().DueOn, Is.EqualTo(new DateOnly(2026, 2, 4)));
    }

    [Test]
    public async Task The_same_message_twice_opens_one_case()
    {
        var registered = await _office.Registered(TinyPdf.Classic());

        await _office.Bring<OpenCase, DocumentRegistered>(registered, times: 2);

        Assert.That(await _office.Office.Sent<TaskAssigned>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_fields_of_the_route_are_laid_and_the_received_bytes_stay_in_front()
    {
        var draft = TinyPdf.Classic();

        var @case = await _office.Submit(draft);

        Assert.That(@case.Files.Select(file => file.Origin), Is.EqualTo(new[] { "Registered", "Fields" }));
        var laid = await File.ReadAllBytesAsync(Path.Combine(_office.Office.Folder, "content", @case.File[..2], @case.File));
        Assert.That(laid.Take(draft.Length), Is.EqualTo(draft));
        Assert.That(System.Text.Encoding.Latin1.GetString(laid), Does.Contain("(Signer)").And.Contain("(Seal)"));
    }

    [Test]
    public async Task A_draft_that_cannot_be_signed_becomes_its_registrars_task_with_the_reason()
    {
        var @case = await _office.Submit("%PDF-1.7 but nothing more"u8.ToArray());

        Assert.That((@case.Step, @case.Problem!.En), Is.EqualTo((Step.Revise, @case.Problem.En)));
        Assert.That(@case.Problem.En, Does.Contain("cannot be read"));
        Assert.That((await _office.Desk(_office.Clerk)).Single().CaseId, Is.EqualTo(@case.CaseId));
    }

    [Test]
    public async Task A_paper_without_a_draft_goes_to_a_leader_to_be_directed()
    {
        var registered = await _office.Registered(TinyPdf.Classic(), submission: false);

        await _office.Bring<OpenCase, DocumentRegistered>(registered);

        Assert.That((await _office.Desk(_office.Leader)).Single().Step, Is.EqualTo("direct"));
    }
}
