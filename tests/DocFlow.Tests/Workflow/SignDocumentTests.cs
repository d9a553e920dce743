using DocFlow.Contracts;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class SignDocumentTests
{
    private WorkflowOffice _office = null!;
    private Guid _case;

    [SetUp]
    public async Task Open()
    {
        _office = await WorkflowOffice.Open();
        await _office.EnrolKey(_office.Leader);
        await _office.EnrolKey(_office.Deputy);
        _case = (await _office.Submit(TinyPdf.Classic())).CaseId;
        await _office.Act(_case, ActKind.Review, _office.Head);
        await _office.Act(_case, ActKind.Approve, _office.Leader);
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_signed_document_waits_for_issue_with_its_signatory()
    {
        var signed = await _office.Sign(_case, _office.Leader);

        var ready = (await _office.Office.Sent<CaseReadyToIssue>()).Single();
        Assert.That((ready.FileSha256, ready.CaseVersion), Is.EqualTo((signed.Answer.File, 3)));
        Assert.That(ready.Signatory, Is.EqualTo(new Signatory
        {
            UserId = _office.Leader.UserId,
            FullName = "Nguyễn Văn Ký",
            Position = "Phó Chủ nhiệm",
            Authority = "",
        }));
    }

    [Test]
    public async Task The_signed_version_is_the_version_seen_and_an_increment()
    {
        var seen = await Bytes((await _office.See(_case)).File);

        var signed = await Bytes((await _office.Sign(_case, _office.Leader)).Answer.File);

        Assert.That(signed.AsSpan().StartsWith(seen), Is.True);
        Assert.That(System.Text.Encoding.Latin1.GetString(signed[seen.Length..]), Does.Contain("/ETSI.CAdES.detached"));
        Assert.That((await _office.See(_case)).History[^1].SeenSha256, Is.Not.EqualTo((await _office.See(_case)).File));
    }

    [Test]
    public async Task A_wrong_pin_changes_nothing_and_the_reservation_is_resumed()
    {
        var wrong = await _office.Sign(_case, _office.Leader, "000000");
        var right = await _office.Sign(_case, _office.Leader);

        Assert.That((wrong.Refusal?.Code, right.Refusal), Is.EqualTo(("key.pin-wrong", (object?)null)));
        Assert.That(await States(), Is.EqualTo(new[] { "done" }));
    }

    [Test]
    public async Task The_same_request_again_signs_once()
    {
        var request = (WorkflowOffice.Key(), (await _office.See(_case)).File);

        var first = await _office.Sign(_case, _office.Leader, again: request);
        var again = await _office.Sign(_case, _office.Leader, again: request);

        Assert.That(again.Answer, Is.EqualTo(first.Answer));
        Assert.That((await _office.See(_case)).Files.Count(file => file.Origin == "Sign"), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_two_leaders_signing_at_once_one_signature_counts()
    {
        var both = await Task.WhenAll(_office.Sign(_case, _office.Leader), _office.Sign(_case, _office.Deputy));

        Assert.That(both.Count(outcome => outcome.Refusal is null), Is.EqualTo(1));
        Assert.That((await _office.See(_case)).Files.Count(file => file.Origin == "Sign"), Is.EqualTo(1));
        Assert.That(await States(), Is.SubsetOf(new[] { "done", "void" }).And.Some.EqualTo("done"));
    }

    [Test]
    public async Task A_case_that_moved_on_voids_what_was_reserved()
    {
        await _office.Sign(_case, _office.Leader, "000000");

        await _office.Act(_case, ActKind.Return, _office.Deputy, "Chưa ký được");

        Assert.That(await States(), Is.EqualTo(new[] { "void" }));
    }

    [Test]
    public async Task Nobody_signs_by_an_act_without_a_key()
    {
        var refused = await _office.Act(_case, ActKind.Sign, _office.Leader);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.signature-missing"));
    }

    [Test]
    public async Task A_signer_without_a_key_is_told_so()
    {
        var stranger = _office.Deputy with { UserId = Guid.CreateVersion7() };

        var refused = await _office.Sign(_case, stranger);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("signer.no-key"));
    }

    private Task<byte[]> Bytes(string sha256) =>
        File.ReadAllBytesAsync(Path.Combine(_office.Office.Folder, "content", sha256[..2], sha256));

    private Task<IReadOnlyList<string>> States() => _office.Office.Database.Read(session =>
        session.List<string>("select state from workflow_signature where case_id = @Case order by state", new { Case = _case }));
}
