using DocFlow.Contracts;
using DocFlow.Dispatch.Issuing;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Issuing;

public sealed class IssueDocumentTests
{
    private DispatchOffice _dispatch = null!;
    private SealDesk _desk = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _desk = await SealDesk.Open(_dispatch);
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task An_issued_letter_has_its_number_and_date_on_it_and_is_sealed_over_an_intact_signature()
    {
        var issued = (await _desk.Issue(await _desk.Ready())).Answer.Outcomes[0].Issued!;

        var report = await _desk.Paper.Verify(issued.FileSha256);
        Assert.That(issued.Code, Is.EqualTo("01/VPCP-TTĐT"));
        Assert.That(await _desk.Paper.Marks(issued.FileSha256), Is.EqualTo("01/02/02"));
        Assert.That(report.Signatures.Select(one => (one.Field, one.Integrity, one.Changes)), Is.EqualTo(new[]
        {
            ("Signer1", IntegrityState.Intact, ChangeState.Allowed), ("Seal", IntegrityState.Intact, ChangeState.None),
        }));
    }

    [Test]
    public async Task An_issue_is_told_once_and_every_recipient_has_a_delivery()
    {
        await _desk.Issue(await _desk.Ready());

        var told = await _dispatch.Office.Sent<DocumentIssued>();
        Assert.That(told.Select(message => (message.Number, message.Code)), Is.EqualTo(new[] { (1, "01/VPCP-TTĐT") }));
        Assert.That((await _dispatch.Deliveries()).Select(delivery => delivery.RecipientCode), Is.EqualTo(new[] { "G12", "H53" }));
    }

    [Test]
    public async Task The_same_request_again_gets_the_same_answer_and_takes_no_other_number()
    {
        var (ready, key) = (await _desk.Ready(), DispatchOffice.Key());
        var first = await _desk.Issue(key, SealDesk.Pin, ready);

        var again = await _desk.Issue(key, SealDesk.Pin, ready);

        Assert.That(again.Answer.Outcomes[0], Is.EqualTo(first.Answer.Outcomes[0]));
        Assert.That(await _dispatch.Office.Sent<DocumentIssued>(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task An_issue_interrupted_after_its_number_was_taken_goes_on_with_that_number_and_date()
    {
        var ready = await _desk.Ready();
        await _dispatch.Reserve(ready);
        _dispatch.Office.Clock.Now += TimeSpan.FromDays(1);

        var issued = (await _desk.Issue(ready)).Answer.Outcomes[0].Issued!;

        Assert.That((issued.Number, issued.IssuedOn), Is.EqualTo((1, new DateOnly(2026, 2, 2))));
        Assert.That(await _desk.Paper.Marks(issued.FileSha256), Is.EqualTo("01/02/02"));
    }

    [Test]
    public async Task Many_are_issued_at_once_and_one_that_cannot_be_holds_up_no_other()
    {
        var (good, unsigned, another) = (await _desk.Ready(), await _desk.Announce(await _desk.Paper.Lay()), await _desk.Ready());

        var outcomes = (await _desk.Issue(good, unsigned, another)).Answer.Outcomes;

        Assert.That(outcomes.Select(one => one.Issued?.Number), Is.EqualTo(new int?[] { 1, null, 2 }));
        Assert.That(outcomes[1].Refusal?.Code, Is.EqualTo("issue.not-signed"));
    }

    [Test]
    public async Task A_file_whose_signature_is_broken_is_never_sealed_and_takes_no_number()
    {
        var broken = await _desk.Ready(_desk.Paper.Flip);

        var outcome = (await _desk.Issue(broken)).Answer.Outcomes[0];

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("issue.broken-signature"));
        Assert.That((await _dispatch.Reserve(await _desk.Ready())).Issue.Number, Is.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_pin_issues_nothing_and_takes_no_number()
    {
        var refused = await _desk.Issue(DispatchOffice.Key(), "000000", await _desk.Ready());

        Assert.That(refused.Refusal?.Code, Is.EqualTo("key.pin-wrong"));
        Assert.That(await _dispatch.Office.Database.Read(session => session.One<long>("select count(*) from dispatch_issue")), Is.Zero);
    }

    [Test]
    public async Task Only_a_clerk_with_the_seal_issues()
    {
        var ready = await _desk.Ready();
        var command = new IssueDocument.Command([new IssueDocument.Item(ready.CaseId, ready.FileSha256)], SealDesk.Pin);

        var refused = await _desk.Slice().Handle(command, DispatchOffice.Key(), _dispatch.Stranger, default);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("issue.no-seal-right"));
    }

    [Test]
    public async Task A_file_other_than_the_one_on_screen_is_not_issued()
    {
        var ready = await _desk.Ready();

        var outcome = (await _desk.Issue(ready with { FileSha256 = new string('a', 64) })).Answer.Outcomes[0];

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("issue.changed"));
    }

    [Test]
    public async Task Two_clerks_at_once_issue_a_letter_once()
    {
        var ready = await _desk.Ready();

        var outcomes = await Task.WhenAll(_desk.Issue(ready), _desk.Issue(ready));

        Assert.That(outcomes.Count(outcome => outcome.Answer.Outcomes[0].Issued is not null), Is.EqualTo(1));
        Assert.That(await _dispatch.Office.Sent<DocumentIssued>(), Has.Exactly(1).Items);
    }
}
