using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Web.Assets;
using DocFlow.Web.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Web;

/// <summary>Composes the shell of the screens: every room's pages in one layout, assets, and what is said when something fails.</summary>
public static class ShellSetup
{
    /// <summary>Adds what pages need.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddProblemDetails();
        services.AddScoped<Doors>();
        return services;
    }

    /// <summary>Before everything else: security headers, and errors as a page for people or as ProblemDetails for programs.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseWhen(http => http.WantsPage(), pages => pages
            .UseExceptionHandler(Errors("/trouble/500"))
            .UseStatusCodePagesWithReExecute("/trouble/{0}", createScopeForStatusCodePages: true));
        app.UseWhen(http => !http.WantsPage(), programs => programs
            .UseExceptionHandler(Errors(null))
            .UseStatusCodePages());
        app.UseWeatherNotice();
        app.Use(TroubleIsOnlyRead);
        // here and not before, so that a request that failed finds its way to the page about it
        app.UseRouting();
        return app;
    }

    /// <summary>Maps assets, the language switch and every page.</summary>
    public static WebApplication MapShell(this WebApplication app)
    {
        Asset.Map(app);
        SwitchLanguage.Map(app);
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. app.Services.GetServices<Room>().Select(room => room.Assembly)]);
        return app;
    }

    // a form that failed comes by again on its way to the page about it; it must not be taken for a form of that page
    private static Task TroubleIsOnlyRead(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IExceptionHandlerFeature>() is not null || http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            http.Request.Method = HttpMethods.Get;
        return next(http);
    }

    private static ExceptionHandlerOptions Errors(string? page) => new()
    {
        ExceptionHandlingPath = page is null ? default : new PathString(page),
        CreateScopeForErrors = page is not null,
        StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
    };
}
