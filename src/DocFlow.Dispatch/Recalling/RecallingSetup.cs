using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Recalling;

/// <summary>What the room composes of recalls, updates and replacements.</summary>
internal static class RecallingSetup
{
    public static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<AskForCopy>().AddSingleton<RecallDocument>().AddSingleton<AddRecipients>().AddSingleton<UpdateDocument>();

    public static void Map(IEndpointRouteBuilder dispatch)
    {
        RecallDocument.Map(dispatch);
        UpdateDocument.Map(dispatch);
        ReplaceDocument.Map(dispatch);
    }
}
