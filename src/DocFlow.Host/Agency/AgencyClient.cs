using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;

namespace DocFlow.Host.Agency;

/// <summary>
/// A recipient agency's program: lists its mailbox at the sender, fetches each packet, judges and records it in its own store,
/// acknowledges it and answers with status packets. Killed anywhere, on either side, it goes on from its store: what is recorded is not
/// recorded again, what was not surely taken is sent again.
/// </summary>
public sealed class AgencyClient(AgencyEnrolment us, AgencyStore store, PatientExchange exchange, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Who this agency is.</summary>
    public AgencyEnrolment Us => us;

    /// <summary>Its way of taking in a packet, however it came.</summary>
    public PacketIntake Intake { get; } = new(store, clock);

    /// <summary>Its store.</summary>
    public AgencyStore Store => store;

    /// <summary>The steps it tells the sender of.</summary>
    public IReadOnlyList<StatusCode> Steps { get; init; } = AgencyAnswers.Whole;

    /// <summary>
    /// Fetches, records and acknowledges all that waits, then gives the answers still owed; says how many packets waited.
    /// </summary>
    public async Task<int> Collect(CancellationToken stop)
    {
        var waiting = await exchange.Call(there => there.ListReceived(PacketKind.Document, stop), stop);
        foreach (var packet in waiting)
            await Take(packet.DocId, stop);
        foreach (var record in store.Unanswered())
            await Answer(record, stop);
        return waiting.Count;
    }

    /// <summary>Collects again and again until stopped.</summary>
    public async Task KeepCollecting(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Collect(CancellationToken.None);
            await Task.Delay(Between, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Take(string docId, CancellationToken stop)
    {
        if (Intake.Take(await exchange.Fetch(docId, stop)) is { } unusable)
            throw new InvalidDataException($"{us.Name} cannot use packet {docId}: {unusable}");
        await exchange.Call(there => there.Acknowledge(docId, Acknowledgement.Done, stop), stop);
    }

    private async Task Answer(AgencyRecord record, CancellationToken stop)
    {
        foreach (var packet in AgencyAnswers.To(record, us, Steps))
            await exchange.Answer(packet, us, stop);
        store.Answered(record.PacketId);
    }
}
