using DocFlow.Contracts;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Issuing;

public sealed class DeclineIssueTests
{
    private DispatchOffice _dispatch = null!;

    [SetUp]
    public void Open() => _dispatch = new DispatchOffice();

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_declined_case_goes_back_with_its_reason_and_its_number_stays_void()
    {
        var ready = await _dispatch.Ready();
        var reserved = await _dispatch.Reserve(ready);

        await Decline(ready, "Sai ký hiệu", _dispatch.Clerk);

        var sent = await _dispatch.Office.Sent<IssueDeclined>();
        Assert.That(sent.Select(message => (message.CaseId, message.Reason)), Is.EqualTo(new[] { (ready.CaseId, "Sai ký hiệu") }));
        Assert.That(await _dispatch.StateOf(reserved.Issue.Id), Is.EqualTo("void"));
    }

    [Test]
    public async Task A_case_is_declined_once()
    {
        var ready = await _dispatch.Ready();
        await Decline(ready, "Sai ký hiệu", _dispatch.Clerk);

        var again = await Decline(ready, "Sai ký hiệu", _dispatch.Clerk);

        Assert.That(again.Refusal?.Code, Is.EqualTo("issue.not-ready"));
    }

    [TestCase("", "issue.reason-missing")]
    [TestCase("   ", "issue.reason-missing")]
    public async Task A_reason_is_needed_to_send_a_case_back(string reason, string code)
    {
        var ready = await _dispatch.Ready();

        var refused = await Decline(ready, reason, _dispatch.Clerk);

        Assert.That(refused.Refusal?.Code, Is.EqualTo(code));
        Assert.That(await _dispatch.Office.Sent<IssueDeclined>(), Is.Empty);
    }

    [Test]
    public async Task Only_a_clerk_with_the_seal_sends_a_case_back()
    {
        var ready = await _dispatch.Ready();

        var refused = await Decline(ready, "Sai", _dispatch.Stranger);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("issue.no-seal-right"));
    }

    [Test]
    public async Task A_voided_number_is_never_given_again()
    {
        var ready = await _dispatch.Ready();
        var reserved = await _dispatch.Reserve(ready);
        await new VoidNumber(new Once(_dispatch.Office.Database))
            .Handle(reserved.Issue.Id, new VoidNumber.Command("Tệp hỏng"), DispatchOffice.Key(), _dispatch.Clerk, default);

        var next = await _dispatch.Reserve(ready);

        Assert.That((reserved.Issue.Number, next.Issue.Number, next.Resumed), Is.EqualTo((1, 2, false)));
    }

    private Task<Outcome<DeclineIssue.Declined>> Decline(ReadyCase ready, string reason, Actor actor) =>
        new DeclineIssue(new Once(_dispatch.Office.Database)).Handle(
            ready.CaseId, new DeclineIssue.Command(ready.FileSha256, reason), DispatchOffice.Key(), actor, default);
}
