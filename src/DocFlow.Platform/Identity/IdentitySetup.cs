using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform.Identity;

/// <summary>Registers and maps who may come in.</summary>
public static class IdentitySetup
{
    private static readonly TimeSpan Session = TimeSpan.FromHours(10);

    /// <summary>Cookies, their keys in the data folder, and the person of each request.</summary>
    internal static IServiceCollection AddIdentity(this IServiceCollection services, PlatformOptions options)
    {
        var keys = new KeyFolder(options);
        services.AddSingleton(keys).AddSingleton<KeyRing>().AddSingleton<PartnerSecrets>().AddScoped<CurrentActor>();
        services.AddSingleton<HeldKeys>().AddSingleton<KeySafe>().AddSingleton<EnrolKey>().AddSingleton<IssueKey>();
        services.AddSingleton<ExchangeTokens>();
        services.AddSingleton<Agencies.Directory.SearchDirectory>().AddSingleton<Agencies.Directory.ImportDirectory>();
        services.AddDataProtection().SetApplicationName("docflow").PersistKeysToFileSystem(keys.Sub("ring"));
        services.AddAntiforgery(forgery => Harden(forgery.Cookie, "docflow.form"));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            Harden(cookie.Cookie, "docflow.session");
            cookie.ExpireTimeSpan = Session;
            cookie.SlidingExpiration = true;
        });
        return services;
    }

    /// <summary>Who is it, may they come in, and was the form ours: before every page and slice.</summary>
    public static WebApplication UseIdentity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SignedInGate>();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps sign-in, the directory and administration.</summary>
    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        SignOut.Map(routes);
        ChangePassword.Map(routes);
        WhoIsHere.Map(routes);
        Agencies.Directory.SearchDirectory.Map(routes);
        GiveRoot.Map(routes);
        Administration.Map(routes);
        return routes;
    }

    private static void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        // Secure on every HTTPS request; plain HTTP is for this machine's own loopback, where there is no line to listen on
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }
}
