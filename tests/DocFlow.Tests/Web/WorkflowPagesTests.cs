using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Web;

/// <summary>The desk, the task, the case and the calendar as a browser without scripts meets them, in the composed server.</summary>
public sealed class WorkflowPagesTests
{
    private PagesOffice _office = null!;

    [OneTimeSetUp]
    public async Task Open() => _office = await PagesOffice.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _office.DisposeAsync();

    [Test]
    public async Task A_submission_goes_from_the_reviewers_desk_over_the_leaders_to_the_issue()
    {
        var caseId = await _office.Submit();
        await _office.Head.ActOn(await _office.TaskOf(caseId), "act", ("Kind", nameof(ActKind.Review)), ("Remark", "Đồng ý trình"));
        Assert.That(await _office.Leader.Read("/workflow"), Does.Contain(await _office.TaskOf(caseId)));
        var sign = await _office.Leader.ActOn(await _office.TaskOf(caseId), "act", ("Kind", nameof(ActKind.Approve)));

        var next = await _office.Leader.ActOn(sign, "sign", ("Pin", PagesOffice.Pin));

        Assert.That(next, Does.EndWith("/workflow"));
        var page = await _office.Clerk.Read($"/workflow/cases/{caseId}");
        Assert.That(page, Does.Contain("Phát hành").And.Contain("Ký số").And.Contain("Đồng ý trình"));
    }

    [Test]
    public async Task The_document_stands_beside_buttons_that_wait_until_it_is_seen()
    {
        var caseId = await _office.Submit();

        var page = await _office.Head.Read(await _office.TaskOf(caseId));

        Assert.That(page, Does.Match("<pdf-view src=\"/cases/[0-9a-f-]+/file\\?version=[0-9a-f]{64}\" data-gates=\"acts\">"));
        Assert.That(page, Does.Contain("<fieldset id=\"acts\" disabled"));
    }

    [Test]
    public async Task A_return_without_a_reason_is_told_on_the_same_page_and_what_was_typed_stays()
    {
        var caseId = await _office.Submit();

        var page = await _office.Head.Refused(await _office.TaskOf(caseId), "act", ("Kind", nameof(ActKind.Return)), ("Remark", " "));

        Assert.That(page, Does.Contain("data-code=\"case.reason-missing\"").And.Contain("Hãy ghi rõ ý kiến hoặc lý do."));
    }

    [Test]
    public async Task A_returned_case_is_sent_again_from_its_owners_desk()
    {
        var caseId = await _office.Submit();
        await _office.Head.ActOn(await _office.TaskOf(caseId), "act", ("Kind", nameof(ActKind.Return)), ("Remark", "Sai thể thức"));

        await _office.Clerk.ActOn(await _office.TaskOf(caseId), "resubmit", ("Remark", "Đúng theo phụ lục I"));

        Assert.That(await _office.Clerk.Read($"/workflow/cases/{caseId}"), Does.Contain("Thẩm tra dự thảo").And.Contain("Gửi lại"));
        await _office.Clerk.ActOn($"/workflow/cases/{caseId}", "withdraw", ("Remark", "Không cần nữa"));
        Assert.That(await _office.Clerk.Read($"/workflow/cases/{caseId}"), Does.Contain("Đã rút"));
    }

    [Test]
    public async Task A_leader_directs_a_paper_and_asks_units_for_their_opinion()
    {
        var caseId = await _office.Submit(submission: false);
        var unit = _office.UnitId.ToString();

        await _office.Leader.ActOn(await _office.TaskOf(caseId), "direct", ("Lead", unit), ("Cooperating", _office.OtherUnitId.ToString()));

        var page = await _office.Clerk.Read($"/workflow/cases/{caseId}");
        Assert.That(page, Does.Contain("Đơn vị phối hợp cho ý kiến").And.Contain("Vụ Pháp chế"));
    }

    [Test]
    public async Task An_administrator_keeps_the_calendar()
    {
        await _office.Administrator.ActOn("/administration/holidays?year=2027", "add", ("Day", "2027-04-30"), ("Name", "Ngày Chiến thắng"));

        var page = await _office.Administrator.Read("/administration/holidays?year=2027");
        Assert.That(page, Does.Contain("30/04/2027").And.Contain("Ngày Chiến thắng"));
        await _office.Administrator.ActOn("/administration/holidays?year=2027", "remove-20270430");
        Assert.That(await _office.Administrator.Read("/administration/holidays?year=2027"), Does.Not.Contain("30/04/2027"));
    }
}
