using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocFlow.Benchmarks.Load.Auditing;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.People;
using DocFlow.EdXml.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.Host.Agency;
using DocFlow.Platform.Messaging;

namespace DocFlow.Benchmarks.Load.Recipients;

/// <summary>
/// A recipient agency's program, as lean as it can be: lists its mailbox now and then, fetches each packet, checks its hash, records it
/// once, acknowledges it and answers. What is in the packet is looked at by the audit, when nobody measures.
/// </summary>
internal sealed class Recipient(AgencyEnrolment us, Line line, DeliveryBook book, Tally tally)
{
    private const string Mailbox = "/exchange/packets";
    private const int AtOnce = 4;
    private const int SampleEvery = 100;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly SystemCredential _credential = new(us.SystemId, us.Secret);
    private int _fetched;

    private sealed record Waiting(Guid PacketId, string DocumentId, string Code, string Sha256);

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
        var bytes = await Call(HttpMethod.Get, $"{Mailbox}/{packet.PacketId}", [], stop);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == packet.PacketSha256 ? bytes
            : throw new InvalidDataException($"Packet {packet.PacketId} at {us.Code} is not what the mailbox said it is.");
    }

    private async Task<int> Collect()
    {
        var listed = await tally.Timed("list mailbox", () => Call(HttpMethod.Get, Mailbox, [], default));
        var waiting = JsonSerializer.Deserialize<List<Waiting>>(listed, MessageJson.Options)!;
        await Parallel.ForEachAsync(
            waiting, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) => await Take(one));
        return waiting.Count;
    }

    private async Task Take(Waiting one)
    {
        var packet = new Received(us.Code, one.PacketId, one.DocumentId, one.Code, one.Sha256);
        if (!book.Has(us.Code, one.PacketId))
        {
            var bytes = await tally.Timed("fetch packet", () => Fetch(packet, default));
            book.Record(packet);
            if (Interlocked.Increment(ref _fetched) % SampleEvery == 1)
                book.Looked(Verifier.Look(packet, bytes));
        }

        await tally.Timed("acknowledge", () => Call(HttpMethod.Post, $"{Mailbox}/{one.PacketId}/acknowledgement", [], default));
        book.Delivered(packet);
        foreach (var code in Answers)
            await tally.Timed("answer", () => Call(HttpMethod.Post, "/exchange/statuses", StatusOf(packet, code), default));
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

    private async Task<byte[]> Call(HttpMethod method, string path, byte[] body, CancellationToken stop)
    {
        var hash = body.Length == 0 ? RequestLine.EmptyBody : Convert.ToHexStringLower(SHA256.HashData(body));
        var (answer, _) = await line.Send(at => Signed(at, new RequestLine(method.Method, path, hash), body), stop);
        return answer.Done
            ? answer.Body
            : throw new InvalidDataException($"{method} {path} of {us.Code}: {(int)answer.Status} {Encoding.UTF8.GetString(answer.Body)}");
    }

    // signed anew for each try: a nonce is good for one call only
    private HttpRequestMessage Signed(Uri at, RequestLine line1, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(line1.Method), new Uri(at, line1.Path));
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/xml") } };
        foreach (var (name, value) in SignedHeaders.Sign(_credential, line1, line.Clock))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
