using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DocFlow.Host.Hosting;

/// <summary>
/// How many connections a process holds, in all and of one address, and how slowly one may send: Http:MostConnections,
/// Http:ConnectionsOfOne, Http:SlowestUpload (bytes a second) and Http:UploadGrace (seconds before that counts). Where an endpoint asks
/// for client certificates (deploy/SETTINGS.md), any is taken: whose it is says the binding of its SHA-256 to a partner, not an
/// authority.
/// </summary>
public static class Connections
{
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(15);

    /// <summary>Sets them.</summary>
    public static void Bound(this WebApplicationBuilder builder)
    {
        var most = builder.Configuration.GetValue<long>("Http:MostConnections", 5_000);
        var slowest = builder.Configuration.GetValue<double>("Http:SlowestUpload", 2_000);
        var grace = TimeSpan.FromSeconds(builder.Configuration.GetValue<double>("Http:UploadGrace", 10));
        var share = new ConnectionShare(
            builder.Configuration.GetValue<int>("Http:ConnectionsOfOne", 1_000), Proxies.Networks(builder.Configuration));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = most;
            kestrel.Limits.MaxConcurrentUpgradedConnections = most;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(slowest, grace);
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(share.Within));
            kestrel.ConfigureHttpsDefaults(https => https.AllowAnyClientCertificate());
        });
    }
}
