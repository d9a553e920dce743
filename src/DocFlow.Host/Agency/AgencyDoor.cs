using System.Security.Cryptography;
using DocFlow.EdXml.Exchange;

namespace DocFlow.Host.Agency;

/// <summary>
/// The address of a recipient agency that wants its packets sent to it: takes each that bears the sender's signed headers.
/// </summary>
public sealed class AgencyDoor : IAsyncDisposable
{
    private const string PacketId = SignedHeaders.Prefix + "docid";

    private readonly WebApplication _door;
    private readonly AgencyEnrolment _us;
    private readonly PacketIntake _intake;
    private readonly TimeProvider _clock;

    private AgencyDoor(WebApplication door, AgencyClient agency, TimeProvider clock) =>
        (_door, _us, _intake, _clock) = (door, agency.Us, agency.Intake, clock);

    /// <summary>Where packets are to be sent.</summary>
    public Uri Address => new(_door.Urls.First() + "/packets");

    /// <summary>Opens it on a free port of this machine.</summary>
    public static async Task<AgencyDoor> Open(AgencyClient agency, TimeProvider clock, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new AgencyDoor(builder.Build(), agency, clock);
        door._door.MapPost("/packets", door.Take);
        await door._door.StartAsync(stop);
        return door;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request, CancellationToken stop)
    {
        var line = new RequestLine(request.Method, request.Path.ToUriComponent() + request.QueryString.ToUriComponent(), "");
        var check = SignedHeaders.Check(name => request.Headers[name].FirstOrDefault(), line, _us.Secret, _clock);
        if (check.Call is not { } call || !Guid.TryParse(request.Headers[PacketId], out var packetId))
            return Results.Problem(check.English, statusCode: StatusCodes.Status401Unauthorized);

        using var packet = new MemoryStream();
        await request.Body.CopyToAsync(packet, stop);
        var body = call.CheckBody(Convert.ToHexStringLower(SHA256.HashData(packet.GetBuffer().AsSpan(0, (int)packet.Length))));
        if (body.Verdict != SignatureVerdict.Accepted)
            return Results.Problem(body.English, statusCode: StatusCodes.Status401Unauthorized);
        return _intake.Take(packetId, packet.ToArray()) is { } unusable
            ? Results.Problem(unusable, statusCode: StatusCodes.Status422UnprocessableEntity)
            : Results.NoContent();
    }
}
