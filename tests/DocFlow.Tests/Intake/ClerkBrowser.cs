using System.Net;
using System.Net.Http.Json;
using DocFlow.Host.Hosting;
using DocFlow.Intake;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Tests.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Tests.Intake;

/// <summary>A clerk's browser without scripts, signed in at a whole server of its own.</summary>
internal sealed class ClerkBrowser : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private ClerkBrowser(DirectoryInfo folder, WebApplication app)
    {
        (_folder, _app) = (folder, app);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Every file under the content store's folders.</summary>
    public IReadOnlyList<string> StoredFiles() =>
    [
        .. new[] { "content", "incoming" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(_folder.FullName, folder), "*", SearchOption.AllDirectories)),
    ];

    public static async Task<ClerkBrowser> Open()
    {
        var folder = Directory.CreateTempSubdirectory("docflow-clerk-");
        var app = Server.Build(new ServeOptions("all", folder.FullName, "http://127.0.0.1:0") { Quiet = true });
        await app.Open();
        var browser = new ClerkBrowser(folder, app);
        var password = await Enrolled.Clerk(app.Services.GetRequiredService<Database>(), "lan");
        await browser.Http.PostAsJsonAsync("/sign-in", new { userName = "lan", password });
        (await browser.Http.PostAsJsonAsync("/password", new { current = password, chosen = Requests.Chosen })).EnsureSuccessStatusCode();
        return browser;
    }

    public async Task<HttpResponseMessage> Upload(byte[] bytes, string name = "den.pdf") => await Upload(new ByteArrayContent(bytes), name);

    public async Task<HttpResponseMessage> Upload(HttpContent file, string name)
    {
        using var form = new MultipartFormDataContent { { file, "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/intake/files") { Content = form };
        request.Headers.Add(RequestKey.Header, RequestKey.Fresh());
        request.Headers.ExpectContinue = true; // it is heard when the server refuses in the middle and hangs up
        return await Http.SendAsync(request);
    }

    public async Task<Guid> Uploaded(byte[] bytes, string name = "den.pdf") =>
        (await Requests.Read<ReceiveFile.Answer>(await Upload(bytes, name))).FileId;

    public async Task<string> Page(string address) => WebUtility.HtmlDecode(await Http.GetStringAsync(address));

    /// <summary>Fills one of a page's forms and sends it, with the token and the key that stand in it.</summary>
    public async Task<HttpResponseMessage> Send(string address, string form, params (string Name, string Value)[] fields)
    {
        var page = await Http.GetStringAsync(address);
        var token = page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var content = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", token),
            KeyValuePair.Create(RequestKey.Field, RequestKey.Fresh()),
            KeyValuePair.Create("_handler", form),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        return await Http.PostAsync(address, content);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
