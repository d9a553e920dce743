using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class ShowFileTests
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
    public async Task A_view_is_in_the_trail_once_also_when_the_file_comes_in_parts()
    {
        await ShowFile.Handle(_case.CaseId, _case.File, _office.Head, _office.Office.Database, laterPart: false);
        await ShowFile.Handle(_case.CaseId, _case.File, _office.Head, _office.Office.Database, laterPart: true);

        var viewers = await _office.Office.Database.Read(session => session.List<string>(
            "select actor_name from trail_entry where subject_id = @DocumentId and act = 'viewed'", new { _case.DocumentId }));
        Assert.That(viewers, Is.EqualTo(new[] { "Lê Văn Trưởng" }));
    }

    [Test]
    public async Task A_file_of_another_case_is_unknown_here()
    {
        var other = await _office.Keep(TinyPdf.Classic(TinyPdf.Page, "<< /Other true >>"));

        var refused = await ShowFile.Handle(_case.CaseId, other, _office.Head, _office.Office.Database, laterPart: false);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.unknown"));
    }
}
