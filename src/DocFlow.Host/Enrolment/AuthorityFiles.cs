using DocFlow.Platform;
using DocFlow.Platform.Identity;

namespace DocFlow.Host.Enrolment;

/// <summary>
/// GET /authority/ca.pem and /authority/ca.crl: what a recipient needs to trust certificates of the local authority, open to everyone. The
/// revocation list is made anew each day by one process, for it lives thirty; should two do it, each writes a whole list under the
/// authority's own file lock.
/// </summary>
public sealed class AuthorityFiles(KeyFolder folder, TimeProvider clock, Leases leases, ILogger<AuthorityFiles> log) : BackgroundService
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/authority/ca.pem", (KeyFolder folder) => Give(folder, "ca.pem", "application/x-pem-file")).AllowAnonymous();
        routes.MapGet("/authority/ca.crl", (KeyFolder folder) => Give(folder, "ca.crl", "application/pkix-crl")).AllowAnonymous();
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("renew-revocation-list"), Renew, TimeSpan.FromDays(1), log, stoppingToken);

    private Task<bool> Renew(CancellationToken stop)
    {
        if (folder.Sub("authority").EnumerateFiles("ca.pem").Any())
        {
            using var authority = KeyFiles.Authority(folder, clock);
            authority.RefreshCrl();
        }

        return Task.FromResult(false);
    }

    // who asks for a file never makes an authority
    private static IResult Give(KeyFolder folder, string name, string type)
    {
        var file = folder.Sub("authority").EnumerateFiles(name).FirstOrDefault();
        return file is null ? Results.NotFound() : Results.File(file.FullName, type, name);
    }
}
