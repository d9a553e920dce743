using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class HandlingBegunTests
{
    private WorkflowOffice _office = null!;

    [SetUp]
    public async Task Open() => _office = await WorkflowOffice.Open();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task The_first_act_at_a_document_whose_sender_waits_is_told_once()
    {
        var @case = await Directed(senderWaits: true);
        var directed = await _office.Office.Sent<HandlingBegun>();
        await _office.Act(@case, ActKind.Review, _office.Head);
        await _office.Act(@case, ActKind.Approve, _office.Head);

        var begun = (await _office.Office.Sent<HandlingBegun>()).Single();

        Assert.That(directed, Is.Empty);
        Assert.That((begun.ByName, begun.Unit), Is.EqualTo(("Lê Văn Trưởng", "Vụ Tổng hợp")));
    }

    [Test]
    public async Task Nobody_is_told_of_a_paper_whose_sender_does_not_wait()
    {
        await _office.Act(await Directed(senderWaits: false), ActKind.Review, _office.Head);

        Assert.That(await _office.Office.Sent<HandlingBegun>(), Is.Empty);
    }

    [Test]
    public async Task An_assignment_says_whether_it_is_to_handle_or_to_direct()
    {
        await Directed(senderWaits: true);

        var assigned = await _office.Office.Sent<TaskAssigned>();

        Assert.That(assigned.Where(task => task.ToHandle).Select(task => task.Step).Distinct(), Is.EqualTo(new[] { "handle" }));
        Assert.That(assigned.Where(task => !task.ToHandle).Select(task => task.Step), Is.EqualTo(new[] { "direct" }));
    }

    private async Task<Guid> Directed(bool senderWaits)
    {
        var registered = await _office.Registered(TinyPdf.Classic(), submission: false) with { SenderWaits = senderWaits };
        await _office.Bring<OpenCase, DocumentRegistered>(registered);
        var opened = await _office.CaseOf(registered.DocumentId);
        var direct = new ActOnTask.Command(ActKind.Direct, opened.File) { Lead = _office.UnitId };
        return (await _office.Act(opened.CaseId, direct, _office.Leader)).Answer.CaseId;
    }
}
