using System.Security.Cryptography;
using DocFlow.Benchmarks.Load.Auditing;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;
using DocFlow.Host.Agency;

namespace DocFlow.Benchmarks.Load.Recipients;

/// <summary>
/// A recipient agency's program, as lean as it can be: lists its mailbox now and then, fetches each packet, checks its hash, records it
/// once, acknowledges it and answers. What is in the packet is looked at by the audit, when nobody measures.
/// </summary>
internal sealed class Recipient(AgencyEnrolment us, Line line, DeliveryBook book, Tally tally) : IDisposable
{
    private const int AtOnce = 4;
    private const int SampleEvery = 100;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly PatientExchange _exchange = new(line.Addresses, us, line.Patience, line.Clock) { Calling = line.Count };
    private int _fetched;

    /// <summary>The two-digit codes it answers with.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>Looks into one packet in a hundred as it comes, and into all of them at the audit.</summary>
    public required Verifier Verifier { get; init; }

    /// <summary>The sender's code.</summary>
    public required string Sender { get; init; }

    public AgencyEnrolment Us => us;

    public async Task KeepCollecting(CancellationToken stop)
    {
        for (var more = false; !stop.IsCancellationRequested; more = await Collect() > 0)
        {
            if (!more)
                await Task.Delay(Between, line.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The packet itself: whenever it is fetched, the same bytes.</summary>
    public async Task<byte[]> Fetch(Received packet, CancellationToken stop)
    {
        var bytes = await _exchange.Fetch(packet.PacketId.ToString(), stop);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == packet.PacketSha256 ? bytes
            : throw new InvalidDataException($"Packet {packet.PacketId} at {us.Code} is not what the mailbox said it is.");
    }

    public void Dispose() => _exchange.Dispose();

    private async Task<int> Collect()
    {
        var waiting = await tally.Timed(
            "list mailbox", () => _exchange.Call(there => there.ListReceived(PacketKind.Document, default), default));
        await Parallel.ForEachAsync(
            waiting, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) => await Take(one));
        return waiting.Count;
    }

    private async Task Take(WaitingPacket one)
    {
        var packet = new Received(us.Code, Guid.Parse(one.DocId), one.ExchangeId!, one.Code!, one.Sha256!);
        if (!book.Has(us.Code, packet.PacketId))
        {
            var bytes = await tally.Timed("fetch packet", () => Fetch(packet, default));
            book.Record(packet);
            if (Interlocked.Increment(ref _fetched) % SampleEvery == 1)
                book.Looked(Verifier.Look(packet, bytes));
        }

        await tally.Timed(
            "acknowledge", () => _exchange.Call(there => there.Acknowledge(one.DocId, Acknowledgement.Done, default), default));
        book.Delivered(packet);
        foreach (var code in Answers)
            await tally.Timed("answer", () => _exchange.Answer(StatusOf(packet, code), us, default));
        book.Answered(packet);
    }

    private byte[] StatusOf(Received packet, string code)
    {
        var record = new AgencyRecord
        {
            PacketId = packet.PacketId, From = Sender, DocumentId = packet.DocumentId, Code = packet.Code, Subject = "", FileName = "",
            FileSha256 = "", Verdict = "passed", Reason = "", Signatures = 0, ReceivedAt = line.Clock.GetUtcNow(),
        };
        return AgencyAnswers.To(record, us, [new StatusCode(code)]).Single();
    }
}
