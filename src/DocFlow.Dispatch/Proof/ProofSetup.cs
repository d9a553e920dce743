using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Proof;

/// <summary>The proofs' part of the room.</summary>
internal static class ProofSetup
{
    public static IServiceCollection AddProof(IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Stamp").Get<StampOptions>() ?? new())
        .AddSingleton<StampAuthorities>();

    public static void Map(IEndpointRouteBuilder dispatch)
    {
        ListReceipts.Map(dispatch);
        DownloadReceipt.Map(dispatch);
    }
}
