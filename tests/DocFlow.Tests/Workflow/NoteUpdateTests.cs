using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class NoteUpdateTests
{
    private static readonly DateTimeOffset Agreed = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    private WorkflowOffice _office = null!;
    private DocumentRegistered _registered = null!;

    [SetUp]
    public async Task Open()
    {
        _office = await WorkflowOffice.Open();
        _registered = (await _office.Registered(TinyPdf.Classic(), submission: false)) with { SenderWaits = true };
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task The_case_says_what_its_sender_corrected_and_shows_old_and_new()
    {
        await _office.Bring<OpenCase, DocumentRegistered>(_registered);

        await _office.Bring<NoteUpdate, DocumentUpdated>(Update("Trích yếu đã sửa", Urgency.Express), times: 2);

        var now = await _office.CaseOf(_registered.DocumentId);
        Assert.That((now.Subject, now.Urgency), Is.EqualTo(("Trích yếu đã sửa", Urgency.Express)));
        Assert.That(now.Updates.Select(update => (update.Was.Subject, update.Now.Subject)),
            Is.EqualTo(new[] { ("Trình ký công văn", "Trích yếu đã sửa") }));
        var trail = await _office.Office.Database.Read(session =>
            session.One<string>("select details from trail_entry where act = 'case-updated'"));
        Assert.That(trail, Does.Contain("Trình ký công văn").And.Contain("Trích yếu đã sửa"));
    }

    [Test]
    public async Task An_update_that_came_before_its_case_holds_once_that_is_opened()
    {
        await _office.Bring<NoteUpdate, DocumentUpdated>(Update("Trích yếu đã sửa"));

        await _office.Bring<OpenCase, DocumentRegistered>(_registered);

        Assert.That((await _office.CaseOf(_registered.DocumentId)).Subject, Is.EqualTo("Trích yếu đã sửa"));
    }

    [Test]
    public async Task Of_two_updates_the_last_that_was_agreed_to_holds_in_whatever_order_they_come()
    {
        await _office.Bring<OpenCase, DocumentRegistered>(_registered);

        await _office.Bring<NoteUpdate, DocumentUpdated>(Update("Sửa lần hai") with { AgreedAt = Agreed.AddHours(1) });
        await _office.Bring<NoteUpdate, DocumentUpdated>(Update("Sửa lần một"));

        var now = await _office.CaseOf(_registered.DocumentId);
        Assert.That(now.Subject, Is.EqualTo("Sửa lần hai"));
        Assert.That(now.Updates.Select(update => update.Now.Subject), Is.EqualTo(new[] { "Sửa lần một", "Sửa lần hai" }));
    }

    [Test]
    public async Task Our_own_draft_in_a_submission_keeps_its_words()
    {
        var opened = await _office.Submit(TinyPdf.Classic());

        await _office.Bring<NoteUpdate, DocumentUpdated>(Update("Tờ trình đã sửa") with { DocumentId = opened.DocumentId });

        var now = await _office.See(opened.CaseId);
        Assert.That((now.Subject, now.Updates.Count), Is.EqualTo((opened.Subject, 1)));
    }

    [Test]
    public async Task Acts_go_on_after_an_update_and_keep_it()
    {
        await _office.Bring<OpenCase, DocumentRegistered>(_registered);
        await _office.Bring<NoteUpdate, DocumentUpdated>(Update("Trích yếu đã sửa"));
        var opened = await _office.CaseOf(_registered.DocumentId);

        await _office.Act(opened.CaseId, ActKind.Refuse, _office.Leader, "Không thuộc thẩm quyền");

        Assert.That((await _office.CaseOf(_registered.DocumentId)).Subject, Is.EqualTo("Trích yếu đã sửa"));
    }

    private DocumentUpdated Update(string subject, Urgency urgency = Urgency.Normal) => new()
    {
        RequestId = Guid.CreateVersion7(),
        DocumentId = _registered.DocumentId,
        Was = new ArrivalWords { Subject = "Trình ký công văn", Urgency = Urgency.Normal },
        Now = new ArrivalWords { Subject = subject, Urgency = urgency, DueOn = new DateOnly(2026, 3, 1) },
        Reason = "Có sai sót",
        AgreedByName = "Nguyễn Thị Lan",
        AgreedAt = Agreed,
    };
}
