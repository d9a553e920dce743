using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch;

public sealed class CheckDispatchTests
{
    private DispatchOffice _dispatch = null!;

    [SetUp]
    public void Open() => _dispatch = new DispatchOffice();

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_number_reserved_and_not_issued_is_found_and_left_to_the_clerk()
    {
        var reserved = await _dispatch.Reserve(await _dispatch.Ready());

        var found = (await _dispatch.Office.Finds("number.reserved")).Single();

        Assert.That((found.Subject, found.Healable), Is.EqualTo((reserved.Issue.DocumentId, false)));
        Assert.That(found.Vi, Does.Contain(reserved.Issue.Code));
    }

    [Test]
    public async Task An_issue_without_deliveries_is_found()
    {
        await _dispatch.Issue();
        await Run("delete from dispatch_delivery");

        Assert.That(await _dispatch.Office.Finds("issue.without-deliveries"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_copy_planned_by_a_clock_that_ran_ahead_is_found_and_sent_now()
    {
        await _dispatch.Issue();
        await Run("update dispatch_delivery set due_at = @Far", new { Far = _dispatch.Office.Clock.Now.AddYears(1) });
        var idle = await _dispatch.Sweep();

        foreach (var standing in await _dispatch.Office.Finds("delivery.standing"))
            await _dispatch.Office.Heal(standing);
        await _dispatch.Sweep();

        Assert.That(idle, Is.False);
        Assert.That((await _dispatch.Deliveries()).Select(copy => copy.State), Has.All.EqualTo(DeliveryRow.Mailbox));
    }

    [Test]
    public async Task A_copy_past_its_tries_is_found_with_the_reason()
    {
        await _dispatch.Issue();
        await Run("update dispatch_delivery set state = 'failed', sends = 8, last_error = 'HTTP 500: closed'");

        var failed = await _dispatch.Office.Finds("delivery.failed");

        Assert.That(failed, Has.Count.EqualTo(2));
        Assert.That(failed[0].En, Does.Contain("after 8 tries").And.Contain("HTTP 500"));
    }

    [Test]
    public async Task A_gap_in_the_outgoing_register_is_found()
    {
        await _dispatch.Issue();
        await Run("update dispatch_issue set number = 3");

        var gap = (await _dispatch.Office.Finds("register.gap")).Single();

        Assert.That(gap.En, Does.Contain("1 is missing").And.Contain("2 is missing"));
    }

    [Test]
    public async Task An_issue_that_workflow_never_heard_of_is_found_and_told_again()
    {
        var issued = await _dispatch.Issue();
        await Run("update outbox_message set finished_at = created_at");

        var lost = (await _dispatch.Office.Finds("handover.lost")).Single();
        var healed = await _dispatch.Office.Heal(lost);

        Assert.That((lost.Subject, healed), Is.EqualTo((issued.CaseId, true)));
        Assert.That(await _dispatch.Office.Sent<DocumentIssued>(), Has.Count.EqualTo(2));
    }

    private Task Run(string sql, object? parameters = null) => _dispatch.Office.Database.Write(session => session.Execute(sql, parameters));
}
