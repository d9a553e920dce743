using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// One call to an exchange, in whatever dialect: what it answered as the axis' envelope, or why that is no answer to go by.
/// </summary>
internal static class AxisLine
{
    // beyond these nothing says that the other side still lives
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private const double SlowestBytesASecond = 500_000;
    private const int MostAnswer = 128 * 1024 * 1024;

    /// <summary>What the axis calls it.</summary>
    public static string Word(this PacketKind kind) => kind == PacketKind.Document ? "edoc" : "status";

    /// <summary>How long a call with so many bytes may take.</summary>
    public static TimeSpan Within(long bytes) => Patience + TimeSpan.FromSeconds(bytes / SlowestBytesASecond);

    /// <summary>Sends a call and reads the envelope of its answer.</summary>
    public static async Task<TransportAnswer<AxisAnswer>> Ask(
        this Outbound outbound, HttpRequestMessage request, long bytes, CancellationToken stop)
    {
        var (answer, down) = await outbound.Send(request, Within(bytes), Envelope, stop);
        return answer ?? new TransportFault(TransportFault.NoAnswer, down!);
    }

    /// <summary>Sends a call whose answer is a file; an envelope instead of it is a fault.</summary>
    public static async Task<TransportAnswer<T>> Fetch<T>(
        this Outbound outbound, HttpRequestMessage request, long bytes, Func<ComingPacket, CancellationToken, Task<T>> take,
        CancellationToken stop)
    {
        var (taken, down) = await outbound.Send(request, Within(bytes), async (answer, until) =>
        {
            var json = answer.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
            if (json || !answer.IsSuccessStatusCode)
                return (await Envelope(answer, until)).Then<T>(said => Faulty(answer, said, "The exchange sent no packet."));
            await using var body = await answer.Content.ReadAsStreamAsync(until);
            var coming = new ComingPacket(body, PromisedHash(answer)) { From = answer.Content.Headers.ContentRange?.From };
            return await take(coming, until);
        }, stop);
        return taken ?? new TransportFault(TransportFault.NoAnswer, down!);
    }

    /// <summary>Sends a call whose answer holds a file as a text, plain or in base64.</summary>
    public static async Task<TransportAnswer<T>> FetchText<T>(
        this Outbound outbound, (HttpRequestMessage Request, long Bytes, string Name) call,
        Func<ComingPacket, CancellationToken, Task<T>> take, CancellationToken stop)
    {
        var (taken, down) = await outbound.Send(call.Request, Within(call.Bytes), async (answer, until) =>
        {
            await using var body = await answer.Content.ReadAsStreamAsync(until);
            var (text, instead) = await JsonText.Find(body, call.Name, until);
            if (text is null || !answer.IsSuccessStatusCode)
                return Faulty(answer, AxisAnswer.Read(instead), TransportFault.Beginning(Encoding.UTF8.GetString(instead)));
            var said = text.Open(until);
            await using var packet = text.IsXml
                ? said
                : new CryptoStream(said, new FromBase64Transform(FromBase64TransformMode.IgnoreWhiteSpaces), CryptoStreamMode.Read);
            TransportAnswer<T> answered = await take(new ComingPacket(packet, null), until);
            return answered;
        }, stop);
        return taken ?? new TransportFault(TransportFault.NoAnswer, down!);
    }

    private static async Task<TransportAnswer<AxisAnswer>> Envelope(HttpResponseMessage answer, CancellationToken stop)
    {
        await answer.Content.LoadIntoBufferAsync(MostAnswer, stop);
        var body = await answer.Content.ReadAsByteArrayAsync(stop);
        var envelope = AxisAnswer.Read(body);
        if (envelope is { Ok: true } && answer.IsSuccessStatusCode)
            return envelope;
        return Faulty(answer, envelope, TransportFault.Beginning(Encoding.UTF8.GetString(body)));
    }

    private static TransportFault Faulty(HttpResponseMessage answer, AxisAnswer? envelope, string body)
    {
        var status = (int)answer.StatusCode;
        var silent = answer.IsSuccessStatusCode
            ? TransportFault.Unreadable
            : string.Create(CultureInfo.InvariantCulture, $"http-{status}");
        var code = envelope?.Code is { } said and not "0" ? said : silent;
        return new TransportFault(code, TransportFault.Beginning(envelope?.Said ?? body))
        {
            Status = status,
            RetryAfter = RetryAfter(answer.Headers.RetryAfter, answer.Headers.Date),
        };
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? said, DateTimeOffset? now) =>
        said?.Delta ?? (said?.Date is { } at && now is { } here && at > here ? at - here : null);

    private static string? PromisedHash(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(VxpHeaders.Prefix + "hash-file", out var hash) ? hash.FirstOrDefault() : null;
}
