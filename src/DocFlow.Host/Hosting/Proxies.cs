using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace DocFlow.Host.Hosting;

/// <summary>
/// Whom we believe what X-Forwarded-For and X-Forwarded-Proto say: the proxies of Proxy:Networks (addresses or networks such as
/// 10.1.0.0/16, separated by commas) and nobody else. Without them a cookie would not be Secure behind a proxy that ends TLS.
/// </summary>
public static class Proxies
{
    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">It is no list of networks.</exception>
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = Networks(configuration);
        return services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // as far as the chain is ours, and no further
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Where the proxies are.</summary>
    /// <exception cref="InvalidOperationException">The setting is no list of networks.</exception>
    public static IReadOnlyList<System.Net.IPNetwork> Networks(IConfiguration configuration) =>
    [
        .. (configuration["Proxy:Networks"] ?? "")
            .Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Network),
    ];

    private static System.Net.IPNetwork Network(string text) =>
        IPAddress.TryParse(text, out var one) ? new System.Net.IPNetwork(one, one.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(text, out var network) ? network
        : throw new InvalidOperationException($"DOCFLOW_PROXY__NETWORKS: '{text}' is no address and no network such as 10.1.0.0/16.");
}
