using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DocFlow.Tests.Dispatch.Transports;

/// <summary>An exchange on a port of this machine: keeps what it was asked and answers literally what the test says.</summary>
internal sealed class ListeningAxis : IAsyncDisposable
{
    private readonly WebApplication _axis;

    public sealed record Call(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, byte[]? File)
    {
        public string Operation => Path[(Path.LastIndexOf('/') + 1)..].Split('?')[0];

        /// <summary>What the SDK's signature says, read without any of our code: the signed headers, when the MAC is right.</summary>
        public IReadOnlyDictionary<string, string>? Proved(string secret)
        {
            var json = Headers["XroadVnpt-sign-header"];
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(json));
            var signed = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
            var names = Headers["XroadVnpt-sign-header-key"].Split(';');
            return Convert.ToHexStringLower(mac) == Headers["XroadVnpt-hash-header"] && names.All(name => signed[name] == Headers[name])
                ? signed
                : null;
        }
    }

    private ListeningAxis(WebApplication axis) => _axis = axis;

    public List<Call> Calls { get; } = [];

    /// <summary>Says what is answered to a call; the order of calls is the list's.</summary>
    public Func<Call, IResult> Answers { get; set; } = _ => Results.Text("""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong"}""");

    public Uri Address => new(_axis.Urls.First() + "/axis");

    public static async Task<ListeningAxis> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var axis = new ListeningAxis(builder.Build());
        axis._axis.Run(axis.Hear);
        await axis._axis.StartAsync();
        return axis;
    }

    /// <summary>Takes whatever is handed over.</summary>
    public static IResult Taken(Call _) => Said($$"""{"status":"OK","ErrorCode":"0","DocId":"{{Guid.NewGuid():N}}"}""");

    public static IResult Refused(string code) => Said($$"""{"status":"FAIL","ErrorCode":"{{code}}","ErrorDesc":"Lỗi {{code}}"}""");

    public static IResult Said(string json, int status = 200) => Results.Text(json, "application/json", statusCode: status);

    public ValueTask DisposeAsync() => _axis.DisposeAsync();

    private async Task Hear(HttpContext http)
    {
        var call = await Read(http.Request);
        lock (Calls)
            Calls.Add(call);
        await Answers(call).ExecuteAsync(http);
    }

    private static async Task<Call> Read(HttpRequest request)
    {
        var headers = request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var path = request.Path + request.QueryString.ToString();
        if (!request.HasFormContentType)
            return new Call(request.Method, path, headers, await new StreamReader(request.Body).ReadToEndAsync(), null);

        var form = await request.ReadFormAsync();
        using var file = new MemoryStream();
        await form.Files[0].CopyToAsync(file);
        headers["part-name"] = form.Files[0].Name;
        headers["part-type"] = form.Files[0].ContentType;
        return new Call(request.Method, path, headers, form["messageType"].ToString(), file.ToArray());
    }
}
