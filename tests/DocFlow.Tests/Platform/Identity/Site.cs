using System.Net;
using System.Net.Http.Json;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

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

    public static async Task<Site> Open(Action<WebApplication>? map = null)
    {
        var office = new TestInstallation();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddPlatform(office.Options, [], []);
        builder.Services.AddSingleton<TimeProvider>(office.Clock);
        var app = builder.Build();
        app.UseIdentity();
        app.MapIdentity();
        map?.Invoke(app);
        await app.StartAsync();
        return new Site(app, office) { FirstPassword = (await FirstAdministrator.Enrol(office.Database))! };
    }

    /// <summary>A browser of its own: keeps its cookies.</summary>
    public HttpClient Client() => new(new CookieJar(_app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    /// <summary>Signs in, and chooses another password when this is a one-time one.</summary>
    public async Task<HttpClient> SignedIn(string userName, string password)
    {
        var client = Client();
        var answer = await Read<SignIn.Answer>(await client.PostAsJsonAsync("/sign-in", new { userName, password }));
        if (answer.MustChangePassword)
            (await client.PostAsJsonAsync("/password", new { current = password, chosen = Chosen })).EnsureSuccessStatusCode();
        return client;
    }

    public Task<HttpClient> Administrator() => SignedIn(FirstAdministrator.UserName, FirstPassword);

    /// <summary>Enrols a person with one role in a unit of their own, and signs them in.</summary>
    public async Task<HttpClient> Person(HttpClient administrator, string userName, Role role)
    {
        var unit = await Read<AddUnit.Answer>(await Post(administrator, "/administration/units", new { name = $"Phòng của {userName}", notation = "P" }));
        var user = await Read<AddUser.Answer>(await Post(administrator, "/administration/users", new
        {
            userName,
            fullName = userName,
            posts = new[] { new { unit.UnitId, role, title = "" } },
        }));
        return await SignedIn(userName, user.OneTimePassword!);
    }

    public const string Chosen = "mua xuan 2026 ve";

    public static Task<HttpResponseMessage> Post(HttpClient client, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: DocFlow.Platform.Messaging.MessageJson.Options) };
        request.Headers.Add(RequestKey.Header, key ?? RequestKey.Fresh());
        return client.SendAsync(request);
    }

    public static async Task<T> Read<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return System.Text.Json.JsonSerializer.Deserialize<T>(text, DocFlow.Platform.Messaging.MessageJson.Options)!;
    }

    /// <summary>The status and the refusal's code.</summary>
    public static async Task<(int Status, string? Code)> Refused(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<Dictionary<string, object>>();
        return ((int)response.StatusCode, problem!.TryGetValue("code", out var code) ? code.ToString() : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Office.Dispose();
    }

    private sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
                request.Headers.Add("Cookie", cookies);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set)
                    _cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}
