using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using DocFlow.EdXml.Exchange;
using DocFlow.Host.Hosting;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>
/// A whole server that answers on a port, as G22, with H53 and G12 enrolled; calls are signed as the field's SDK does it.
/// </summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docflow-node-");
    private readonly Dictionary<string, string> _secrets = [];
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private WebApplication _app = null!;

    private Node(IReadOnlyDictionary<string, string?> settings) => _settings = settings;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => new(_app.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal)));

    /// <summary>Where it answers over TLS, if its settings say so.</summary>
    public Uri Encrypted => new(_app.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));

    public Database Database => _app.Services.GetRequiredService<Database>();

    public string Folder => _folder.FullName;

    /// <summary>Whether anything of these bytes is here, once nothing is half there any more.</summary>
    public async Task<bool> Holds(byte[] packet)
    {
        var incoming = Path.Combine(Folder, "incoming");
        // another letter may be on its way through this folder: a moment at which it is empty is enough
        var lies = Directory.EnumerateFiles(incoming).Any();
        for (var tries = 0; tries < 1_200 && lies; tries++)
        {
            await Task.Delay(50);
            lies = Directory.EnumerateFiles(incoming).Any();
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(packet));
        var rows = await Database.Read(session => session.One<long>(
            "select count(*) from dispatch_packet where sha256 = @Sha256", new { Sha256 = sha256 }));
        return lies || rows > 0
            || Directory.EnumerateFiles(Path.Combine(Folder, "content"), sha256, SearchOption.AllDirectories).Any();
    }

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What callers sign by.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string SecretOf(string agency) => _secrets[agency];

    public static async Task<Node> Open(params (string Name, string Value)[] settings)
    {
        var node = new Node(settings.ToDictionary(one => one.Name, one => (string?)one.Value));
        await node.Start();
        await node.Database.Write(session => SetAgency.Handle(
            new SetAgency.Command("G22", "Văn phòng Chính phủ", "Hà Nội", "VPCP", null), session, ("test", "Test")));
        await node.Enrol("H53", "UBND tỉnh Tây Ninh");
        await node.Enrol("G12", "Bộ Tài chính");
        return node;
    }

    /// <summary>Ends the process and begins another on the same folder; it answers elsewhere.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>A VXP call.</summary>
    public async Task<VxpSaid> Call(
        string agency, HttpMethod method, string operation, (string Name, string Value)[] said, HttpContent? body = null)
    {
        using var request = Signed(agency, method, operation, said, body);
        return await Ask(request);
    }

    public HttpRequestMessage Signed(
        string agency, HttpMethod method, string operation, (string Name, string Value)[] said, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, "/exchange/vxp/" + operation) { Content = body };
        var credential = new SystemCredential(agency, _secrets[agency]);
        var headers = VxpHeaders.Sign(credential, said.ToDictionary(one => one.Name, one => one.Value), Clock);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>A packet that lies in a file.</summary>
    public async Task<VxpSaid> Send(string agency, FileStream packet)
    {
        packet.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(packet));
        packet.Position = 0;
        (string, string)[] said = [("from", agency), ("messagetype", "edoc"), ("hash-file", sha256)];
        return await Call(agency, HttpMethod.Post, "sendEdoc", said, Form(new StreamContent(packet)));
    }

    public HttpRequestMessage Sending(string agency, byte[] packet, string? to = null)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(packet));
        (string, string)[] said = [("from", agency), ("messagetype", "edoc"), ("hash-file", sha256)];
        var all = to is null ? said : [.. said, ("to", to)];
        return Signed(agency, HttpMethod.Post, "sendEdoc", all, Form(new ByteArrayContent(packet)));
    }

    public async Task<VxpSaid> Send(string agency, byte[] packet, string? to = null)
    {
        using var request = Sending(agency, packet, to);
        return await Ask(request);
    }

    public async Task<VxpSaid> Ask(HttpRequestMessage request, HttpClient? by = null)
    {
        using var answer = await (by ?? Http).SendAsync(request);
        return new VxpSaid((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement)
        {
            AskAgain = answer.Headers.RetryAfter?.Delta,
        };
    }

    public static MultipartFormDataContent Form(HttpContent file)
    {
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { file, "file_doc", "packet.edxml" } };
    }

    public Task<long> Count(string table) => Database.Read(session => session.One<long>("select count(*) from " + table));

    public async ValueTask DisposeAsync()
    {
        await Stop();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task Start()
    {
        var serve = new ServeOptions("all", Folder, "http://127.0.0.1:0")
        {
            Quiet = true,
            TellFirstPassword = _ => { },
            Settings = _settings,
        };
        _app = Server.Build(serve);
        await _app.Open();
        Http = new HttpClient { BaseAddress = Address };
    }

    private async Task Stop()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Enrol(string code, string name)
    {
        var secrets = Service<PartnerSecrets>();
        _secrets[code] = "secret of " + code;
        await Database.Write(session => AddPartner.Handle(
            new AddPartner.Command(code, name, null), secrets.Protect(_secrets[code]), session, ("test", "Test")));
    }
}

/// <summary>What a node answered.</summary>
internal sealed record VxpSaid(int Status, JsonElement Root)
{
    /// <summary>When to ask again, where it said so.</summary>
    public TimeSpan? AskAgain { get; init; }

    public string Code => Root.GetProperty("ErrorCode").GetString()!;

    public string? Refusal => Root.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement Data => Root.GetProperty("data");

    public string DocId => Root.GetProperty(nameof(DocId)).GetString()!;
}
