using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class WordOfDispatchTests
{
    private WorkflowOffice _office = null!;
    private ShowCase.Answer _case = null!;

    [SetUp]
    public async Task Open()
    {
        _office = await WorkflowOffice.Open();
        await _office.EnrolKey(_office.Leader);
        var opened = await _office.Submit(TinyPdf.Classic());
        await _office.Act(opened.CaseId, ActKind.Review, _office.Head);
        await _office.Act(opened.CaseId, ActKind.Approve, _office.Leader);
        await _office.Sign(opened.CaseId, _office.Leader);
        _case = await _office.See(opened.CaseId);
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task An_issued_document_closes_its_case_with_its_number()
    {
        await _office.Bring<CloseCase, DocumentIssued>(Issued(), times: 2);

        var now = await _office.See(_case.CaseId);
        Assert.That((now.Ending, now.IssuedCode, now.Files[^1].Origin), Is.EqualTo((Ending.Issued, "05/VPCP-TH", "Issue")));
        Assert.That((await _office.Office.Sent<CaseClosed>()).Single().AnswerCode, Is.EqualTo("05/VPCP-TH"));
    }

    [Test]
    public async Task A_declined_issue_becomes_the_owners_task_and_the_same_file_may_be_offered_again()
    {
        await _office.Bring<ReturnToIssue, IssueDeclined>(Declined());

        var task = (await _office.Desk(_office.Clerk)).Single();
        Assert.That((task.Step, (await _office.See(_case.CaseId)).History[^1].Remark), Is.EqualTo((Step.Revise, "Thiếu nơi nhận")));
        await _office.Act(_case.CaseId, ActKind.Resubmit, _office.Clerk, "Đã bổ sung");
        Assert.That((await _office.Office.Sent<CaseReadyToIssue>()).Select(ready => ready.CaseVersion).Order(), Is.EqualTo(new[] { 3, 5 }));
    }

    private DocumentIssued Issued() => new()
    {
        IssueId = Guid.CreateVersion7(),
        CaseId = _case.CaseId,
        DocumentId = _case.DocumentId,
        Year = 2026,
        Number = 5,
        Code = "05/VPCP-TH",
        IssuedOn = new DateOnly(2026, 2, 2),
        IssuedAt = _office.Office.Clock.Now,
        IssuedByName = "Trần Thị Văn Thư",
        FileSha256 = new string('a', 64),
        Recipients = [new Recipient("H53", "UBND tỉnh Tây Ninh")],
    };

    private IssueDeclined Declined() => new()
    {
        CaseId = _case.CaseId,
        DocumentId = _case.DocumentId,
        Reason = "Thiếu nơi nhận",
        DeclinedByName = "Trần Thị Văn Thư",
        DeclinedAt = _office.Office.Clock.Now,
    };
}
