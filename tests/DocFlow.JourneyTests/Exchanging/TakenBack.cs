using System.Net;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Recalling;
using DocFlow.Host.Demo;
using DocFlow.Intake.Recalling;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>Two documents are asked back: one is given and destroyed at its receiver, of the other the receiver says why not.</summary>
internal static class TakenBack
{
    private const string WhyNot = "Đã ban hành văn bản thực hiện.";

    public static async Task Of(Neighbour sender, Neighbour receiver, CancellationToken stop)
    {
        var issued = (await Board(sender, stop)).Take(2).ToList();
        var recall = new RecallDocument.Command("Gửi nhầm.", Recipients: null);
        foreach (var line in issued)
            await sender.Driver[DemoPeople.Clerk].Post<RecallDocument.Answer>(
                $"/dispatch/issues/{line.IssueId}/recall", recall, $"{line.IssueId}/recall", stop);

        var asked = await sender.Driver.Until(() => Requests(receiver, stop), found => found.Count == 2, null, stop);
        var given = asked.Single(request => request.Code == issued[0].Code);
        await Decide(receiver, given, agree: true, stop);
        await Decide(receiver, asked.Single(request => request.Code == issued[1].Code), agree: false, stop);
        var after = await sender.Driver.Until(() => Board(sender, stop), lines => Answered(lines[0]) && Answered(lines[1]), null, stop);

        Assert.That(after[0].RecalledAt, Is.Not.Null);
        Assert.That(after[0].Deliveries.Single().State, Is.EqualTo(DeliveryRow.Recalled));
        Assert.That(after[1].RecalledAt, Is.Null);
        Assert.That(after[1].Deliveries.Single().History[^1].Description, Is.EqualTo(WhyNot));
        await AssertGone(receiver, given.ExchangeId, stop);
    }

    // the number stays, the bytes are gone, and nothing is missing that should be there
    private static async Task AssertGone(Neighbour receiver, string exchangeId, CancellationToken stop)
    {
        var file = (await receiver.Ask<Guid>("""
            select f.id
            from intake_file f
            join intake_packet p on p.id = f.packet_id
            where p.exchange_id = @exchangeId
            """, new { exchangeId }))[0];
        var refused = Assert.ThrowsAsync<OfficeRefused>(
            () => receiver.Driver[DemoPeople.Clerk].Download($"/intake/files/{file}/content", stop))!;
        var reconciled = await DocFlowBinary.Run("reconcile", "--hash", "--data", receiver.Data);

        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(reconciled.ExitCode, Is.Zero, reconciled.All);
    }

    private static bool Answered(ListBoard.Line line) => line.Deliveries.Single().History.Any(step => step.Code is "15" or "16");

    private static async Task<IReadOnlyList<ListBoard.Line>> Board(Neighbour office, CancellationToken stop) =>
        (await office.Driver[DemoPeople.Clerk].Get<ListBoard.Answer>("/dispatch/board", stop)).Lines;

    private static Task<List<SenderRequest>> Requests(Neighbour office, CancellationToken stop) =>
        office.Driver[DemoPeople.Clerk].Get<List<SenderRequest>>("/intake/requests.json", stop);

    private static Task Decide(Neighbour office, SenderRequest request, bool agree, CancellationToken stop)
    {
        var decision = new DecideRequest.Command(request.Id, agree, agree ? null : WhyNot);
        var path = $"/intake/requests/{request.Id}/decision";
        return office.Driver[DemoPeople.Clerk].Post<DecideRequest.Answer>(path, decision, $"{request.Id}", stop);
    }
}
