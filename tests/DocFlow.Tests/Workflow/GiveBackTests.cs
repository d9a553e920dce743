using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class GiveBackTests
{
    private WorkflowOffice _office = null!;

    [SetUp]
    public async Task Open() => _office = await WorkflowOffice.Open();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task An_open_case_ends_as_recalled_and_its_tasks_vanish()
    {
        var opened = await _office.Submit(TinyPdf.Classic());

        await _office.Bring<GiveBack, DocumentRecalled>(Recalled(opened.DocumentId, opened.File), times: 2);

        var now = await _office.See(opened.CaseId);
        Assert.That((now.Ending, now.Tasks.Count), Is.EqualTo((Ending.Recalled, 0)));
        Assert.That(await _office.Desk(_office.Head), Is.Empty);
        Assert.That((await _office.Office.Sent<CaseClosed>()).Single().Ending, Is.EqualTo("recalled"));
    }

    [Test]
    public async Task Every_version_of_its_file_is_destroyed_and_answers_410()
    {
        var opened = await _office.Submit(TinyPdf.Classic());
        await _office.Bring<GiveBack, DocumentRecalled>(Recalled(opened.DocumentId, opened.File));

        await _office.Office.Condemned.Round(default);

        Assert.That(opened.Files.Select(file => _office.Office.Content.Has(file.Sha256)), Is.All.False);
        var view = await ShowFile.Handle(opened.CaseId, opened.File, _office.Clerk, _office.Office.Database, laterPart: false);
        Assert.That(view.Refusal?.Code, Is.EqualTo("file.destroyed"));
    }

    [Test]
    public async Task What_was_issued_is_our_own_document_and_stays()
    {
        var opened = await _office.Submit(TinyPdf.Classic());
        var issued = await _office.Keep(TinyPdf.Classic(TinyPdf.Page, "(issued)"));
        await _office.Office.Run("update workflow_case set ending = 'Issued'");
        await _office.Office.Run("update workflow_file set sha256 = @issued where ordinal = 2", new { issued });

        await _office.Bring<GiveBack, DocumentRecalled>(Recalled(opened.DocumentId, opened.Files[0].Sha256));
        await _office.Office.Condemned.Round(default);

        Assert.That((await _office.See(opened.CaseId)).Ending, Is.EqualTo(Ending.Issued));
        Assert.That(_office.Office.Content.Has(issued), Is.True);
        Assert.That(_office.Office.Content.Has(opened.Files[0].Sha256), Is.False);
    }

    [Test]
    public async Task A_document_recalled_before_its_case_was_opened_is_on_nobodys_desk()
    {
        var registered = await _office.Registered(TinyPdf.Classic());

        await _office.Bring<GiveBack, DocumentRecalled>(Recalled(registered.DocumentId, registered.Files[0].Sha256));
        await _office.Office.Condemned.Round(default);
        await _office.Bring<OpenCase, DocumentRegistered>(registered);

        Assert.That((await _office.CaseOf(registered.DocumentId)).Ending, Is.EqualTo(Ending.Recalled));
        Assert.That(await _office.Desk(_office.Head), Is.Empty);
    }

    [Test]
    public async Task Nobody_takes_a_case_back_by_hand()
    {
        var opened = await _office.Submit(TinyPdf.Classic());

        var refused = await _office.Act(opened.CaseId, ActKind.Recall, _office.Head, "Lấy lại");

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.not-yours"));
    }

    private static DocumentRecalled Recalled(Guid document, string sha256) => new()
    {
        RequestId = Guid.CreateVersion7(),
        Files = [sha256],
        Code = "12/TTr-TH",
        Reason = "Gửi nhầm",
        AgreedByName = "Nguyễn Thị Lan",
        AgreedAt = DateTimeOffset.UnixEpoch,
        Arrival = new RecalledArrival
        {
            DocumentId = document,
            Year = 2026,
            ArrivalNumber = 7,
            IssuerName = "Vụ Tổng hợp",
            TypeName = "Tờ trình",
            Subject = "Trình ký công văn",
            Urgency = Urgency.Normal,
            RegisteredBy = Guid.CreateVersion7(),
            RegisteredByName = "Trần Thị Văn Thư",
        },
    };
}
