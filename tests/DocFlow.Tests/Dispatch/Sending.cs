using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Exchange.Uploads;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Exchange;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Tests.Dispatch;

/// <summary>The sweeps of an office that send, round by round, and its peers.</summary>
public sealed class Sending(DispatchOffice office)
{
    private TestInstallation Here => office.Office;

    public AcceptPacket Accept => field ??= Packets.Door(Here);

    public PeerLines Lines => field ??= new PeerLines(office.Secrets, office.Outbound, new ExchangeOptions(), Here.Clock);

    public DeliveryOptions Delivery { get; } = new();

    /// <summary>One round of each sweep that sends: packets are written and find their way, then peers are given theirs.</summary>
    public async Task<bool> Sweep()
    {
        var more = await Prepare();
        await Statuses();
        await Peers();
        return more;
    }

    public Task<bool> Prepare()
    {
        var writer = new WritePacket(Here.Content, office.Numbering);
        var attempt = new TryDelivery(Here.Database, writer, Accept, Delivery, office.Bell);
        var log = NullLogger<DeliverToAgency>.Instance;
        return new DeliverToAgency(Here.Database, attempt, Here.Content, Here.Clock, office.Bell, log).Round(default);
    }

    public Task<bool> Statuses()
    {
        var writer = new WriteAnswer(Here.Database, Here.Content, new WritePacket(Here.Content, office.Numbering));
        var attempt = new TryStatus(Here.Database, writer, Accept, Delivery, office.Bell);
        var log = NullLogger<DeliverStatuses>.Instance;
        return new DeliverStatuses(Here.Database, attempt, Here.Content, Here.Clock, office.Bell, log).Round(default);
    }

    public async Task Peers()
    {
        var send = new SendToPeer(Here.Database, Here.Content, Lines, NullLogger<SendToPeer>.Instance);
        var sweep = new SendToPeers(Here.Database, send, Here.Clock, office.Bell, NullLogger<SendToPeers>.Instance);
        await sweep.Round(default);
        await sweep.Settled();
    }

    /// <summary>Receipts whose answer was lost are fetched.</summary>
    public async Task Receipts()
    {
        using var sweep = new FetchReceipts(Here.Database, Lines, Here.Clock, NullLogger<FetchReceipts>.Instance);
        await sweep.Round(default);
    }

    /// <summary>As a process that has just begun polls a peer.</summary>
    public PollPeer Poller()
    {
        var fetch = new FetchPacket(Here.Database, Accept, new UploadFiles(Here.Options), new ExchangeOptions());
        return new PollPeer(Here.Database, fetch, Lines, Here.Clock, NullLogger<PollPeer>.Instance);
    }

    /// <summary>A peer that speaks VXP with the secret "bi-mat".</summary>
    public async Task AddPeer(string code, Uri address, Func<SetPeer.Command, SetPeer.Command>? more = null)
    {
        var command = new SetPeer.Command(code, "Trục " + code, address.ToString(), DispatchOffice.AgencyCode) { Secret = "bi-mat" };
        var added = await new SetPeer(new Once(Here.Database), office.Secrets)
            .Handle(more?.Invoke(command) ?? command, DispatchOffice.Key(), office.Clerk, default);
        if (added.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.En);
    }
}
