using System.Collections.Concurrent;
using DocFlow.Benchmarks.Load.Auditing;

namespace DocFlow.Benchmarks.Load.Recipients;

/// <summary>One packet as a recipient recorded it.</summary>
internal sealed record Received(string Agency, Guid PacketId, string DocumentId, string Code, string PacketSha256);

/// <summary>
/// What all recipients recorded, each packet once under its id, and who waits for it. A second packet with the same document is kept too:
/// the audit is to find it.
/// </summary>
internal sealed class DeliveryBook
{
    private readonly ConcurrentDictionary<(string Agency, Guid Packet), Received> _records = [];
    private readonly ConcurrentQueue<RecordedPacket> _sample = [];
    private readonly ConcurrentDictionary<(string Agency, string Code), TaskCompletionSource> _delivered = [];
    private readonly ConcurrentDictionary<(string Agency, string Code), TaskCompletionSource> _answered = [];

    public IEnumerable<Received> All => _records.Values;

    /// <summary>What was found in the packets that were looked into as they came.</summary>
    public IReadOnlyCollection<RecordedPacket> Sample => _sample;

    public void Looked(RecordedPacket packet) => _sample.Enqueue(packet);

    public bool Has(string agency, Guid packet) => _records.ContainsKey((agency, packet));

    public void Record(Received packet) => _records.TryAdd((packet.Agency, packet.PacketId), packet);

    /// <summary>The recipient has the document and said so.</summary>
    public void Delivered(Received packet) => Of(_delivered, packet.Agency, packet.Code).TrySetResult();

    /// <summary>The recipient gave all its answers.</summary>
    public void Answered(Received packet) => Of(_answered, packet.Agency, packet.Code).TrySetResult();

    public Task UntilDelivered(IEnumerable<string> agencies, string code) =>
        Task.WhenAll(agencies.Select(agency => Of(_delivered, agency, code).Task));

    public Task UntilAnswered(IEnumerable<string> agencies, string code) =>
        Task.WhenAll(agencies.Select(agency => Of(_answered, agency, code).Task));

    private static TaskCompletionSource Of(
        ConcurrentDictionary<(string, string), TaskCompletionSource> of, string agency, string code) =>
        of.GetOrAdd((agency, code), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
