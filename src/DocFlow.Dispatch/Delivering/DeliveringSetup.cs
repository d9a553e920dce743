using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Delivering;

/// <summary>The part of the room that sends.</summary>
internal static class DeliveringSetup
{
    public static IReadOnlyList<Type> Sweeps { get; } =
    [
        typeof(DeliverToAgency), typeof(DeliverStatuses), typeof(SendToPeers), typeof(FetchReceipts), typeof(PollPeers),
        typeof(TellUncollected),
    ];

    public static IServiceCollection AddDelivering(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Delivery").Get<DeliveryOptions>() ?? new())
        .AddSingleton<PeerLines>().AddSingleton<SetPeer>().AddSingleton<FetchPacket>().AddSingleton<PollPeer>()
        .AddSingleton<WritePacket>().AddSingleton<TryDelivery>().AddSingleton<WriteAnswer>().AddSingleton<TryStatus>()
        .AddSingleton<SendToPeer>()
        .AddSingleton<QueueStatus>().AddSingleton<SendAgain>()
        .AddKeyedSingleton<Bell>(DeliverToAgency.Due).AddKeyedSingleton<Bell>(DeliverStatuses.Due).AddKeyedSingleton<Bell>(SendToPeers.Due);

    public static void Map(IEndpointRouteBuilder dispatch)
    {
        ListBoard.Map(dispatch);
        SendAgain.Map(dispatch);
        SetPeer.Map(dispatch);
    }
}
