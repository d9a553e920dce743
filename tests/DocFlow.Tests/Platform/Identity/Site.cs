using System.Net.Http.Json;
using DocFlow.Host.Enrolment;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using DocFlow.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DocFlow.Tests.Platform.Identity;

/// <summary>The platform's doors over real HTTP messages and a real database: an installation whose administrator is enrolled.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app, TestInstallation office) => (_app, Office) = (app, office);

    public TestInstallation Office { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The first administrator's one-time password.</summary>
    public string FirstPassword { get; private set; } = "";

    /// <summary>
    /// Opens it on a port of its own; <paramref name="before"/> stands in the way of every request, <paramref name="map"/> adds endpoints.
    /// </summary>
    public static async Task<Site> Open(Action<WebApplication>? map = null, Action<WebApplication>? before = null)
    {
        var office = new TestInstallation();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        // nobody listens here: the bus may stay in memory, whatever the engine
        builder.Services.AddPlatform(office.Options with { Bus = new DocFlow.Platform.Messaging.BusOptions() }, [], []);
        builder.Services.AddSingleton<TimeProvider>(office.Clock);
        // what stands still in a test is the test's to find
        builder.Services.Remove(builder.Services.Single(one => one.ImplementationType?.Name == "ReconcileSweep"));
        builder.Services.AddKeyMaking();
        builder.Services.AddShell();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        before?.Invoke(app);
        app.UseIdentity();
        app.MapIdentity();
        map?.Invoke(app);
        await app.StartAsync();
        return new Site(app, office) { FirstPassword = (await FirstAdministrator.Enrol(office.Database))! };
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>A browser of its own: keeps its cookies.</summary>
    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };

    /// <summary>Signs in, and chooses another password when this is a one-time one.</summary>
    public async Task<HttpClient> SignedIn(string userName, string password)
    {
        var client = Client();
        var answer = await Requests.Read<SignIn.Answer>(await client.PostAsJsonAsync("/sign-in", new { userName, password }));
        if (answer.MustChangePassword)
            (await client.PostAsJsonAsync("/password", new { current = password, chosen = Requests.Chosen })).EnsureSuccessStatusCode();
        return client;
    }

    public Task<HttpClient> Administrator() => SignedIn(FirstAdministrator.UserName, FirstPassword);

    /// <summary>Enrols a person with one role in a unit of their own, and signs them in.</summary>
    public async Task<HttpClient> Person(HttpClient administrator, string userName, Role role)
    {
        var ownUnit = new { name = $"Phòng của {userName}", notation = "P" };
        var unit = await Requests.Read<AddUnit.Answer>(await Requests.Post(administrator, "/administration/units", ownUnit));
        var user = await Requests.Read<AddUser.Answer>(await Requests.Post(administrator, "/administration/users", new
        {
            userName,
            fullName = userName,
            posts = new[] { new { unit.UnitId, role, title = "" } },
        }));
        return await SignedIn(userName, user.OneTimePassword!);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Office.Dispose();
    }
}
