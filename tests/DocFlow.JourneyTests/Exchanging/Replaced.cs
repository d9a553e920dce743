using System.Text.Json;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Recalling;
using DocFlow.Host.Demo;
using DocFlow.Intake.Recalling;
using DocFlow.Platform;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>A letter is issued in place of one that its receiver has: the receiver takes the new one for the old.</summary>
internal static class Replaced
{
    public static async Task Of(Neighbour sender, Neighbour receiver, CancellationToken stop)
    {
        var clerk = sender.Driver[DemoPeople.Clerk];
        var old = (await clerk.Get<ListBoard.Answer>("/dispatch/board", stop)).Lines[0];
        var signed = await Sign(sender.Driver, stop);
        await sender.Driver.Until(
            () => clerk.Get<List<JsonElement>>($"/dispatch/ready?caseId={signed.CaseId}", stop), ready => ready.Count > 0, null, stop);
        var command = new ReplaceDocument.Command(old.DatedOn.Year, old.Code);
        await clerk.Post<ReplaceDocument.Answer>($"/dispatch/ready/{signed.CaseId}/replaces", command, "replaces", stop);
        var issued = await sender.Driver.Issue(signed, stop);

        var theirs = receiver.Driver[DemoPeople.Clerk];
        var asked = (await receiver.Driver.Until(
            () => theirs.Get<List<SenderRequest>>("/intake/requests.json", stop), found => found.Count == 1, null, stop)).Single();
        await theirs.Post<DecideRequest.Answer>(
            $"/intake/requests/{asked.Id}/decision", new DecideRequest.Command(asked.Id, Agree: true, Reason: null), $"{asked.Id}", stop);

        var kept = await receiver.Driver.Until(() => receiver.Ask<string>(ReplacedBy), found => found.Count == 1, null, stop);
        Assert.That(kept[0], Is.EqualTo(issued.Code));
        await sender.Driver.Until(
            () => clerk.Get<ListBoard.Answer>("/dispatch/board", stop),
            board => board.Lines.Single(line => line.IssueId == old.IssueId).ReplacedByCode == issued.Code, null, stop);
    }

    private static async Task<ActOnTask.Answer> Sign(OfficeDriver driver, CancellationToken stop)
    {
        var paper = DemoPapers.BuiltIn("replacement", 9001, VietnamTime.OfficeToday(TimeProvider.System));
        var arrival = await driver.Register(paper, await driver.Receive(paper, stop), stop);
        var opened = await driver.Case(arrival.DocumentId, stop);
        var at = new ActOnTask.Answer(opened.CaseId, opened.Version, opened.Step, opened.File, opened.Ending);
        at = await driver.Act(DemoPeople.Head, at, ActKind.Review, stop);
        at = await driver.Act(DemoPeople.Deputy, at, ActKind.Approve, stop);
        return await driver.Sign(DemoPeople.Leader, at, stop);
    }

    private const string ReplacedBy = "select replaced_by_code from intake_document where replaced_by_code is not null";
}
