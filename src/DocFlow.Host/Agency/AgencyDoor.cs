using System.Security.Cryptography;
using DocFlow.EdXml.Exchange;

namespace DocFlow.Host.Agency;

/// <summary>
/// The node of a recipient agency that wants its packets sent to it: speaks VXP's sendEdoc, takes each packet that bears the sender's
/// signed headers.
/// </summary>
public sealed class AgencyDoor : IAsyncDisposable
{
    private readonly WebApplication _door;
    private readonly AgencyEnrolment _us;
    private readonly PacketIntake _intake;
    private readonly TimeProvider _clock;

    private AgencyDoor(WebApplication door, AgencyClient agency, TimeProvider clock) =>
        (_door, _us, _intake, _clock) = (door, agency.Us, agency.Intake, clock);

    /// <summary>Where its operations are.</summary>
    public Uri Address => new(_door.Urls.First() + "/vxp");

    /// <summary>Opens it on a free port of this machine.</summary>
    public static async Task<AgencyDoor> Open(AgencyClient agency, TimeProvider clock, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new AgencyDoor(builder.Build(), agency, clock);
        door._door.MapPost("/vxp/sendEdoc", door.Take);
        await door._door.StartAsync(stop);
        return door;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request, CancellationToken stop)
    {
        var check = VxpHeaders.Check(name => request.Headers[name].FirstOrDefault(), _us.Secret, _clock);
        if (check.Call is not { } call)
            return No("15", check.English);

        using var packet = new MemoryStream();
        await (await request.ReadFormAsync(stop)).Files["file_doc"]!.CopyToAsync(packet, stop);
        var bytes = packet.ToArray();
        if (call.Parameters.GetValueOrDefault("hash-file") != Convert.ToHexStringLower(SHA256.HashData(bytes)))
            return No("21", "The file is not the one whose hash was signed.");
        return _intake.Take(bytes) is { } unusable
            ? No("22", unusable)
            : Results.Json(new { status = "OK", ErrorCode = "0", ErrorDesc = "Thanh cong", DocId = PacketIntake.IdOf(bytes) });
    }

    private static IResult No(string code, string why) => Results.Json(new { status = "FAIL", ErrorCode = code, ErrorDesc = why });
}
