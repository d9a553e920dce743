using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Http;

namespace DocFlow.Dispatch.Transports;

/// <summary>The person or robot that a province's exchange lets in.</summary>
public sealed record ProvincialUser(string Name, string Password)
{
    public override string ToString() => $"{Name} (password kept)";
}

/// <summary>
/// A province's REST form (Lang Son v2.2): a sign-in gives a token for half an hour, each call bears it with the system's id and secret.
/// It has no lists of sent packets and of agencies, and no receipts afterwards.
/// </summary>
public sealed class ProvincialTransport(AxisAccess there, ProvincialUser user, Outbound outbound, TimeProvider clock) : ITransport
{
    private static readonly TimeSpan TokenLasts = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    private Pass? _signedIn;

    private sealed record Pass(string Token, DateTimeOffset Until);

    /// <inheritdoc />
    public Task<TransportAnswer<Handed>> Send(PacketToSend packet, CancellationToken stop) => SignedIn(async token =>
    {
        await using var file = await packet.Open(stop);
        using var part = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };
        using var kind = new StringContent(packet.Kind.Word());
        using var form = new MultipartFormDataContent { { part, "edocFile", packet.Sha256 + ".edxml" }, { kind, "messageType" } };
        using var request = Call(HttpMethod.Post, "v1/sendEdoc", token, form);
        var answer = await outbound.Ask(request, packet.Length, stop);
        return answer.Then<Handed>(done => done.DocId is { } docId
            ? new Handed(docId, done)
            : new TransportFault(TransportFault.Unreadable, "The exchange did not name the packet it took."));
    }, stop);

    /// <inheritdoc />
    public Task<TransportAnswer<Handed>> GetReceipt(string sha256, CancellationToken stop) =>
        Task.FromResult<TransportAnswer<Handed>>(NotThere);

    /// <inheritdoc />
    public async Task<TransportAnswer<IReadOnlyList<WaitingPacket>>> ListReceived(PacketKind kind, CancellationToken stop)
    {
        var today = clock.GetUtcNow().InOffice();
        var (from, to) = (Day(today - LookBack), Day(today + TimeSpan.FromDays(1)));
        var listed = await SignedIn(async token =>
        {
            var query = $"v1/syncReceivedEdocList?messageType={kind.Word()}&fromDate={from}&toDate={to}";
            using var request = Call(HttpMethod.Get, query, token);
            return await outbound.Ask(request, 0, stop);
        }, stop);
        return listed.Rows(row =>
            AxisAnswer.Text(row, "status") is "done" ? AxisRows.Skip : AxisRows.Waiting(row, "createdTime"));
    }

    /// <inheritdoc />
    public Task<TransportAnswer<T>> Get<T>(string docId, Func<ComingPacket, CancellationToken, Task<T>> take, CancellationToken stop) =>
        SignedIn(async token =>
        {
            using var request = Call(HttpMethod.Get, "v1/getEdoc?docId=" + Uri.EscapeDataString(docId), token);
            return await outbound.FetchText((request, there.Limit, "edxml"), take, stop);
        }, stop);

    /// <inheritdoc />
    public Task<TransportAnswer<Nothing>> Acknowledge(string docId, Acknowledgement word, CancellationToken stop) =>
        SignedIn(async token =>
        {
            var said = JsonSerializer.Serialize(new { docId, status = word.ToString().ToLowerInvariant() });
            using var body = new StringContent(said, Encoding.UTF8, "application/json");
            using var request = Call(HttpMethod.Post, "v1/updateStatus", token, body);
            return (await outbound.Ask(request, 0, stop)).Then<Nothing>(_ => default(Nothing));
        }, stop);

    /// <inheritdoc />
    public Task<TransportAnswer<IReadOnlyList<SentPacket>>> ListSent(PacketKind kind, string? docId, CancellationToken stop) =>
        Task.FromResult<TransportAnswer<IReadOnlyList<SentPacket>>>(NotThere);

    /// <inheritdoc />
    public Task<TransportAnswer<IReadOnlyList<ListedAgency>>> ListAgencies(CancellationToken stop) =>
        Task.FromResult<TransportAnswer<IReadOnlyList<ListedAgency>>>(NotThere);

    // a token that the other side no longer knows is asked for anew, once
    private async Task<TransportAnswer<T>> SignedIn<T>(Func<string, Task<TransportAnswer<T>>> call, CancellationToken stop)
    {
        var token = await Token(refused: null, stop);
        if (token.Fault is { } stranger)
            return stranger;
        var answer = await call(token.Value);
        if (answer.Fault is not { Status: 401 })
            return answer;
        var fresh = await Token(refused: token.Value, stop);
        return fresh.Fault is { } refused ? refused : await call(fresh.Value);
    }

    private async Task<TransportAnswer<string>> Token(string? refused, CancellationToken stop)
    {
        if (_signedIn is { } had && had.Token != refused && had.Until > clock.GetUtcNow())
            return had.Token;
        // two that sign in at once do no harm: both tokens are good
        var answer = await SignIn(stop);
        if (answer.Fault is null)
            _signedIn = new Pass(answer.Value, clock.GetUtcNow() + TokenLasts);
        return answer;
    }

    private async Task<TransportAnswer<string>> SignIn(CancellationToken stop)
    {
        var said = JsonSerializer.Serialize(new
        {
            username = user.Name,
            password = user.Password,
            applicationCode = there.Credential.SystemId,
            otp = (string?)null,
            twoFactorProvider = (string?)null,
            typeObjs = new[] { 0, 1 },
        });
        using var body = new StringContent(said, Encoding.UTF8, "application/json");
        using var request = Call(HttpMethod.Post, "v1/auth/login?allow_anonymous=true", token: null, body);
        return (await outbound.Ask(request, 0, stop)).Then<string>(done => AxisAnswer.Text(done.Data, "token") is { } token
            ? token
            : new TransportFault(TransportFault.Unreadable, "The exchange let us in without a token."));
    }

    private HttpRequestMessage Call(HttpMethod method, string operation, string? token, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, there.Of(operation)) { Content = body };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("X-SystemId", there.Credential.SystemId);
        request.Headers.TryAddWithoutValidation("X-SecretKey", there.Credential.Secret);
        return request;
    }

    private static string Day(DateTimeOffset moment) => Uri.EscapeDataString(moment.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));

    private static TransportFault NotThere { get; } =
        new("not-there", "The provincial form has no such operation.") { Status = 404 };
}
