using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocFlow.EdXml.Exchange;
using DocFlow.EdXml.Packets;

namespace DocFlow.Host.Agency;

/// <summary>
/// A recipient agency's program: lists its mailbox at the sender, fetches each packet, judges and records it in its own store,
/// acknowledges it and answers with status packets. Killed anywhere, on either side, it goes on from its store: what is recorded is not
/// recorded again, what was not surely taken is sent again.
/// </summary>
public sealed class AgencyClient(AgencyEnrolment us, AgencyStore store, PatientHttp http, TimeProvider clock)
{
    private const string Mailbox = "/exchange/packets";
    private const string Statuses = "/exchange/statuses";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly SystemCredential _credential = new(us.SystemId, us.Secret);

    private sealed record Waiting(Guid PacketId);

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
        var waiting = JsonSerializer.Deserialize<List<Waiting>>(await Call(HttpMethod.Get, Mailbox, [], stop), JsonSerializerOptions.Web)!;
        foreach (var packet in waiting)
            await Take(packet.PacketId, stop);
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

    private async Task Take(Guid packetId, CancellationToken stop)
    {
        var path = $"{Mailbox}/{packetId}";
        if (Intake.Take(await Call(HttpMethod.Get, path, [], stop)) is { } unusable)
            throw new InvalidDataException($"{us.Name} cannot use packet {packetId}: {unusable}");
        await Call(HttpMethod.Post, $"{path}/acknowledgement", [], stop);
    }

    private async Task Answer(AgencyRecord record, CancellationToken stop)
    {
        foreach (var packet in AgencyAnswers.To(record, us, Steps))
            await Call(HttpMethod.Post, Statuses, packet, stop);
        store.Answered(record.PacketId);
    }

    private async Task<byte[]> Call(HttpMethod method, string path, byte[] body, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var answer = await http.Send(() => Signed(method, path, body, hash), stop);
        return answer.Done
            ? answer.Body
            : throw new InvalidDataException($"{method} {path} of {us.Name}: {(int)answer.Status} {Encoding.UTF8.GetString(answer.Body)}");
    }

    // signed anew for each try: a nonce is good for one call only
    private HttpRequestMessage Signed(HttpMethod method, string path, byte[] body, string hash)
    {
        var request = new HttpRequestMessage(method, path);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/xml") } };
        foreach (var (name, value) in SignedHeaders.Sign(_credential, new RequestLine(method.Method, path, hash), clock))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
