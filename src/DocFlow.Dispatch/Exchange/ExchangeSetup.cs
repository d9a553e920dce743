using DocFlow.Dispatch.Exchange.Provincial;
using DocFlow.Dispatch.Exchange.Uploads;
using DocFlow.Dispatch.Exchange.Vxp;
using DocFlow.Platform;
using DocFlow.Platform.Identity.Agencies.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Exchange;

/// <summary>The exchange's part of the room.</summary>
internal static class ExchangeSetup
{
    // what carries no packet is a few words; read before anybody proved who they are
    private static readonly RequestSizeLimitAttribute SmallCall = new(64 * 1024);

    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Exchange").Get<ExchangeOptions>() ?? new())
        .AddSingleton<ExchangeLimits>().AddSingleton<ExchangeGate>().AddSingleton<JudgePacket>().AddSingleton<AcceptPacket>()
        .AddSingleton<SendEdoc>().AddSingleton<GetEdoc>().AddSingleton<ListDirectory>().AddSingleton<ListAgencies>()
        .AddSingleton<UploadFiles>().AddSingleton<PutPiece>().AddSingleton<FinishUpload>()
        .AddSingleton<ProvincialGate>().AddSingleton<ProvincialSend>().AddSingleton<ProvincialMailbox>().AddSingleton<ProvincialGet>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var exchange = routes.MapGroup("/exchange").AllowAnonymous().DisableAntiforgery();
        var vxp = exchange.MapGroup("/vxp").WithMetadata(SmallCall);
        SendEdoc.Map(vxp);
        GetReceipt.Map(vxp);
        ListReceived.Map(vxp);
        ListSent.Map(vxp);
        GetEdoc.Map(vxp);
        UpdateStatus.Map(vxp);
        ListAgencies.Map(vxp);
        RegisterAgency.Map(vxp);
        BeginUpload.Map(vxp);
        PutPiece.Map(vxp);
        FinishUpload.Map(vxp);
        vxp.MapFallback(() => VxpEnvelope.Refused(NoOperation));

        var v1 = exchange.MapGroup("/v1").WithMetadata(SmallCall);
        ProvincialSend.Map(v1);
        ProvincialMailbox.Map(v1);
        ProvincialGet.Map(v1);
        v1.MapFallback(() => ProvincialAnswer.Refused(NoOperation));
    }

    // some clients take an answer in any other form for an empty success
    private static Refusal NoOperation { get; } = Refusal.NotFound("exchange.operation-unknown",
        "Cổng trao đổi không có chức năng này, hoặc phải gọi bằng phương thức HTTP khác.",
        "The exchange has no such operation, or it is called by another HTTP method.");
}
