using DocFlow.Platform.Identity;

namespace DocFlow.Host.Enrolment;

/// <summary>
/// GET /authority/ca.pem and /authority/ca.crl: what a recipient needs to trust certificates of the local authority, open to everyone. The
/// revocation list is made anew each day, for it lives thirty.
/// </summary>
public sealed class AuthorityFiles(KeyFolder folder, TimeProvider clock) : BackgroundService
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/authority/ca.pem", (KeyFolder folder, TimeProvider clock) => Give(folder, clock, crl: false)).AllowAnonymous();
        routes.MapGet("/authority/ca.crl", (KeyFolder folder, TimeProvider clock) => Give(folder, clock, crl: true)).AllowAnonymous();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            if (folder.Sub("authority").EnumerateFiles("ca.pem").Any())
            {
                using var authority = KeyFiles.Authority(folder, clock);
                authority.RefreshCrl();
            }
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    private static IResult Give(KeyFolder folder, TimeProvider clock, bool crl)
    {
        using var authority = KeyFiles.Authority(folder, clock);
        return crl
            ? Results.Bytes(File.ReadAllBytes(authority.CrlFile), "application/pkix-crl", "ca.crl")
            : Results.Bytes(File.ReadAllBytes(authority.RootFile), "application/x-pem-file", "ca.pem");
    }
}
