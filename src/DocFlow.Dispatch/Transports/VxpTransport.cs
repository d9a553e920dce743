using System.Net.Http.Headers;
using System.Text.Json;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// The dialect of VPCP's and VNPT's gateway ("VXP", Java SDK 2.0.1): every parameter is a signed header, a packet is the part
/// <c>file_doc</c> of a multipart post; a large one goes in pieces where the other side takes them.
/// </summary>
public sealed class VxpTransport(AxisAccess there, Outbound outbound, TimeProvider clock) : ITransport
{
    private const string Version = "3.0.201608";
    private const string Agent = "JAVASDKAgent/1.0.0 XRoad/VPCP";

    /// <inheritdoc />
    public async Task<TransportAnswer<Handed>> Send(PacketToSend packet, CancellationToken stop)
    {
        await using var file = await packet.Open(stop);
        if (packet.Length > VxpPieces.Large)
        {
            if (await new VxpPieces(this, outbound, clock).Send(packet, file, stop) is { } inPieces)
                return inPieces;
            file.Position = 0;
        }

        using var part = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var form = new MultipartFormDataContent { { part, "file_doc", packet.Sha256 + ".edxml" } };
        using var request = Call(HttpMethod.Post, "sendEdoc", Said(packet), form);
        return HandedOver(await outbound.Ask(request, packet.Length, stop));
    }

    /// <summary>What is said of a packet beside it.</summary>
    internal static Dictionary<string, string> Said(PacketToSend packet)
    {
        var said = new Dictionary<string, string>
        {
            ["from"] = packet.From,
            ["servicetype"] = "eDoc",
            ["messagetype"] = packet.Kind.Word(),
            ["hash-file"] = packet.Sha256,
        };
        if (packet.To.Count > 0)
            said["to"] = JsonSerializer.Serialize(packet.To);
        return said;
    }

    /// <summary>The packet's name there, and the receipt.</summary>
    internal static TransportAnswer<Handed> HandedOver(TransportAnswer<AxisAnswer> answer) =>
        answer.Then<Handed>(done => done.DocId is { } docId ? new Handed(docId, done) : WithoutDocId);

    /// <inheritdoc />
    public async Task<TransportAnswer<Handed>> GetReceipt(string sha256, CancellationToken stop)
    {
        using var request = Call(HttpMethod.Post, "getReceipt", new() { ["hash-file"] = sha256 });
        return HandedOver(await outbound.Ask(request, 0, stop));
    }

    /// <inheritdoc />
    public async Task<TransportAnswer<IReadOnlyList<WaitingPacket>>> ListReceived(PacketKind kind, CancellationToken stop)
    {
        var rows = await Rows("getReceivedEdocList", new() { ["servicetype"] = "eDoc", ["messagetype"] = kind.Word() }, stop);
        return rows.Rows(row => AxisRows.Waiting(row, "created_time"));
    }

    /// <inheritdoc />
    public async Task<TransportAnswer<T>> Get<T>(
        string docId, Func<ComingPacket, CancellationToken, Task<T>> take, CancellationToken stop)
    {
        using var request = Call(HttpMethod.Get, "downloadEdoc", new() { ["docId"] = docId });
        return await outbound.Fetch(request, there.Limit, take, stop);
    }

    /// <inheritdoc />
    public async Task<TransportAnswer<T>> GetPiece<T>(
        string docId, (long From, int Count) piece, Func<ComingPacket, CancellationToken, Task<T>> take, CancellationToken stop)
    {
        using var request = Call(HttpMethod.Get, "downloadEdoc", new() { ["docId"] = docId });
        request.Headers.Range = new RangeHeaderValue(piece.From, piece.From + piece.Count - 1);
        return await outbound.Fetch(request, piece.Count, take, stop);
    }

    /// <inheritdoc />
    public async Task<TransportAnswer<Nothing>> Acknowledge(string docId, Acknowledgement word, CancellationToken stop)
    {
        var status = word switch
        {
            Acknowledgement.Done => "done",
            Acknowledgement.Fail => "fail",
            _ => "processing",
        };
        using var request = Call(HttpMethod.Post, "updateStatus", new() { ["docId"] = docId, ["status"] = status });
        return (await outbound.Ask(request, 0, stop)).Then<Nothing>(_ => default(Nothing));
    }

    /// <inheritdoc />
    public async Task<TransportAnswer<IReadOnlyList<SentPacket>>> ListSent(PacketKind kind, string? docId, CancellationToken stop)
    {
        var asked = new Dictionary<string, string> { ["servicetype"] = "eDoc", ["messagetype"] = kind.Word() };
        if (docId is not null)
            asked["docId"] = docId;
        return (await Rows("getSentEdocList", asked, stop)).Rows(AxisRows.Sent);
    }

    /// <inheritdoc />
    public async Task<TransportAnswer<IReadOnlyList<ListedAgency>>> ListAgencies(CancellationToken stop) =>
        (await Rows("getAgenciesList", [], stop)).Rows(AxisRows.Agency);

    private async Task<TransportAnswer<AxisAnswer>> Rows(string operation, Dictionary<string, string> said, CancellationToken stop)
    {
        using var body = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using var request = Call(HttpMethod.Post, operation, said, body);
        return await outbound.Ask(request, 0, stop);
    }

    internal HttpRequestMessage Call(HttpMethod method, string operation, Dictionary<string, string> said, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, there.Of(operation)) { Content = body };
        foreach (var (name, value) in VxpHeaders.Sign(there.Credential, said, clock))
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation(VxpHeaders.Prefix + "version", Version);
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        return request;
    }

    private static TransportFault WithoutDocId { get; } = new(TransportFault.Unreadable, "The exchange did not name the packet it took.");
}
