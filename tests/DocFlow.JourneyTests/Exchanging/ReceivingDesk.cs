using DocFlow.Host.Demo;
using DocFlow.Intake;
using DocFlow.Intake.Packets;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>
/// The people of an office at work on what comes over the exchange: the clerk registers, the leader directs it to a unit, the unit's head
/// handles and closes it. Every request has its packet's key, so whatever falls, nothing happens twice.
/// </summary>
internal sealed class ReceivingDesk(Neighbour office)
{
    private const int AtOnce = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<Guid> _done = [];

    /// <summary>Documents that were carried to their end.</summary>
    public int Done => _done.Count;

    /// <summary>Works until the day is over.</summary>
    public async Task Work(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var waiting = (await List(over)).Where(item => !_done.Contains(item.PacketId)).ToList();
            var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = over };
            await Parallel.ForEachAsync(waiting, several, (item, stop) => new ValueTask(Carry(item, stop)));
            _done.UnionWith(waiting.Select(item => item.PacketId));
            if (waiting.Count == 0)
                await Task.Delay(Pause, over);
        }
    }

    private Task<List<ListPackets.Item>> List(CancellationToken stop) =>
        office.Driver[DemoPeople.Clerk].Get<List<ListPackets.Item>>("/intake/packets", stop);

    private async Task Carry(ListPackets.Item item, CancellationToken stop)
    {
        var clerk = office.Driver[DemoPeople.Clerk];
        var shown = await clerk.Get<ShowPacket.Answer>($"/intake/packets/{item.PacketId}.json", stop);
        var command = new RegisterDocument.Command { PacketId = item.PacketId, Document = shown.Document };
        var arrival = await clerk.Post<RegisterDocument.Answer>("/intake/documents", command, $"{item.PacketId}/register", stop);
        var at = await office.Driver.Case(arrival.DocumentId, stop);

        var direct = new ActOnTask.Command(ActKind.Direct, at.File) { Lead = office.Office.DraftingUnitId, Remark = "Giao chủ trì." };
        await Act(DemoPeople.Leader, at.CaseId, direct, stop);
        await Act(DemoPeople.Head, at.CaseId, new ActOnTask.Command(ActKind.Review, at.File) { Remark = "Đã giải quyết." }, stop);
        await Act(DemoPeople.Head, at.CaseId, new ActOnTask.Command(ActKind.Approve, at.File) { Remark = "Hoàn thành." }, stop);
    }

    private Task<ActOnTask.Answer> Act(DemoPerson person, Guid @case, ActOnTask.Command act, CancellationToken stop) =>
        office.Driver[person].Post<ActOnTask.Answer>($"/cases/{@case}/acts", act, $"{@case:N}/{act.Kind}", stop);
}
