using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class ResubmitFileTests
{
    private WorkflowOffice _office = null!;
    private ShowCase.Answer _case = null!;

    [SetUp]
    public async Task Open()
    {
        _office = await WorkflowOffice.Open();
        _case = await _office.Submit(TinyPdf.Classic());
        await _office.Act(_case.CaseId, ActKind.Return, _office.Head, "Sai thể thức");
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_corrected_file_starts_again_with_its_own_fields()
    {
        var outcome = await Resend(TinyPdf.Classic(TinyPdf.Page, "<< /New true >>"), WorkflowOffice.Key());

        var now = await _office.See(_case.CaseId);
        Assert.That((outcome.Answer.Step, now.File), Is.EqualTo(("review", outcome.Answer.File)));
        Assert.That(now.Files.Select(file => file.Origin), Is.EqualTo(new[] { "Registered", "Fields", "Resubmit", "Fields" }));
    }

    [Test]
    public async Task The_same_request_again_gets_the_same_answer()
    {
        var key = WorkflowOffice.Key();
        var file = TinyPdf.Classic(TinyPdf.Page, "<< /New true >>");

        var both = new[] { await Resend(file, key), await Resend(file, key) };

        Assert.That(both[1].Answer, Is.EqualTo(both[0].Answer));
        Assert.That((await _office.See(_case.CaseId)).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task A_file_that_is_no_PDF_is_refused_and_leaves_nothing_behind()
    {
        var before = Stored();

        var refused = await Resend("not a PDF"u8.ToArray(), WorkflowOffice.Key());

        Assert.That(refused.Refusal?.Code, Is.EqualTo("draft.unreadable"));
        Assert.That(Stored(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_file_with_a_script_is_refused_and_leaves_nothing_behind()
    {
        var before = Stored();
        var scripted = TinyPdf.Classic("<< /Type /Page /Parent 2 0 R /AA << /O << /S /J#61vaScript /JS (app) >> >> >>");

        var refused = await Resend(scripted, WorkflowOffice.Key());

        Assert.That(refused.Refusal?.Code, Is.EqualTo("draft.unsafe"));
        Assert.That(Stored(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_same_file_goes_back_to_who_returned_it_with_a_word()
    {
        var silent = await _office.Act(_case.CaseId, ActKind.Resubmit, _office.Clerk);
        var explained = await _office.Act(_case.CaseId, ActKind.Resubmit, _office.Clerk, "Thể thức đúng theo phụ lục I");

        Assert.That(silent.Refusal?.Code, Is.EqualTo("case.reason-missing"));
        Assert.That(explained.Answer.Step, Is.EqualTo("review"));
    }

    private Task<Outcome<ActOnTask.Answer>> Resend(byte[] file, RequestKey key)
    {
        var slice = new ResubmitFile(_office.Office.Database, _office.Office.Content, new Once(_office.Office.Database));
        var command = new ResubmitFile.Command(_case.File, "Đã sửa");
        return slice.Handle(_case.CaseId, command, new MemoryStream(file), (_office.Clerk, key), default);
    }

    private int Stored() => Directory.GetFiles(Path.Combine(_office.Office.Folder, "content"), "*", SearchOption.AllDirectories).Length;
}
