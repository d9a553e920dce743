using DocFlow.Host.Hosting;
using DocFlow.Platform.Identity;
using DocFlow.Signing.Authority;

namespace DocFlow.Host.Enrolment;

/// <summary>
/// FOR DEVELOPMENT ONLY, off unless Pki:Development is true: POST /pki/tsa (RFC 3161), POST /pki/ocsp (RFC 6960), GET /pki/ca.crl,
/// ca.cer and ca.pem, the services of the local authority, open to everyone. Certificates it issues then say where to ask about them.
/// </summary>
public sealed class DevelopmentServices(KeyFolder folder, TimeProvider clock, DevelopmentAddress address) : IDisposable
{
    private const int MostBytes = 64 << 10;

    private readonly Lazy<LocalAuthority> _authority = new(() => KeyFiles.Authority(folder, clock, address));
    private TimeStampAuthority? _stamps;
    private OcspResponder? _ocsp;

    /// <summary>Maps them, if they are switched on.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetRequiredService<DevelopmentAddress>().Pki is null)
            return;

        var pki = app.MapGroup("/pki").AllowAnonymous();
        pki.MapPost("/tsa", (HttpRequest request, DevelopmentServices own, CancellationToken stop) =>
            Answer(request, own.Stamp, "application/timestamp-reply", stop));
        pki.MapPost("/ocsp", (HttpRequest request, DevelopmentServices own, CancellationToken stop) =>
            Answer(request, own.Tell, "application/ocsp-response", stop));
        pki.MapGet("/ca.crl", (DevelopmentServices own) =>
            Results.Bytes(File.ReadAllBytes(own._authority.Value.CrlFile), "application/pkix-crl"));
        pki.MapGet("/ca.cer", (DevelopmentServices own) => Results.Bytes(own._authority.Value.Root.RawData, "application/pkix-cert"));
        pki.MapGet("/ca.pem", (DevelopmentServices own) =>
            Results.Bytes(File.ReadAllBytes(own._authority.Value.RootFile), "application/x-pem-file"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stamps?.Dispose();
        _ocsp?.Dispose();
        if (_authority.IsValueCreated)
            _authority.Value.Dispose();
    }

    // one at a time: it is for development, and the key is one
    private byte[] Stamp(byte[] request)
    {
        lock (_authority)
            return (_stamps ??= TimeStampAuthority.Of(_authority.Value, clock)).Answer(request);
    }

    private byte[] Tell(byte[] request)
    {
        lock (_authority)
            return (_ocsp ??= OcspResponder.Of(_authority.Value, clock)).Answer(request);
    }

    private static async Task<IResult> Answer(HttpRequest request, Func<byte[], byte[]> answer, string type, CancellationToken stop)
    {
        if (request.ContentLength is null or > MostBytes)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var body = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(body, stop);
        return Results.Bytes(answer(body), type);
    }
}

/// <summary>Where the development services answer, ending in a slash; null when they are switched off.</summary>
public sealed record DevelopmentAddress(Uri? Pki)
{
    /// <summary>From Pki:Development, and Pki:Address where others reach this machine under another address than it listens on.</summary>
    public static DevelopmentAddress Of(IConfiguration configuration, ServeOptions serve) => new(
        serve.DevelopmentPki || configuration.GetValue<bool>("Pki:Development")
            ? new Uri(configuration["Pki:Address"] ?? $"{serve.Urls.Split(';')[0].TrimEnd('/')}/pki/")
            : null);
}
