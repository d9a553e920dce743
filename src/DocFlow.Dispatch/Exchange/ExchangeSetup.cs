using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Exchange;

/// <summary>The exchange's part of the room.</summary>
internal static class ExchangeSetup
{
    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton<AcceptPacket>()
        .AddSingleton<ExchangeGate>().AddSingleton<FetchPacket>().AddSingleton<AcknowledgePacket>().AddSingleton<RecordStatus>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var exchange = routes.MapGroup("/exchange").AllowAnonymous();
        ListPackets.Map(exchange);
        FetchPacket.Map(exchange);
        AcknowledgePacket.Map(exchange);
        RecordStatus.Map(exchange);
    }
}
