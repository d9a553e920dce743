using System.Net.Http.Headers;
using System.Text.Json;
using DocFlow.Host.Agency;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Messaging;

namespace DocFlow.Host.Demo;

/// <summary>
/// One person at the office's HTTP door. Every POST carries a key, and a try that met weather is made again under the same key, so
/// nothing happens twice.
/// </summary>
public sealed class OfficeClient(Uri address, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private sealed record Problem(string? Title, string? Code);

    private readonly PatientHttp _http = new(address, patience, clock);

    /// <summary>The language of the refusals: "en" or "vi".</summary>
    public string Language { get; init; } = "en";

    /// <summary>Signs in; the session's cookie stays with this client.</summary>
    public Task<SignIn.Answer> SignIn(string userName, string password, CancellationToken stop) =>
        Post<SignIn.Answer>("/sign-in", new SignIn.Command(userName, password), RequestKey.Fresh(), stop);

    /// <summary>Reads an answer.</summary>
    public async Task<T> Get<T>(string path, CancellationToken stop) => Read<T>(await Download(path, stop));

    /// <summary>Reads a file.</summary>
    public Task<byte[]> Download(string path, CancellationToken stop) =>
        Send(() => Request(HttpMethod.Get, path, content: null, key: null), stop);

    /// <summary>Does an act.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">Sent as JSON.</param>
    /// <param name="key">The same act again has the same key.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<T> Post<T>(string path, object body, string key, CancellationToken stop)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), MessageJson.Options);
        return Read<T>(await Send(() => Request(HttpMethod.Post, path, Part(json, "application/json"), key), stop));
    }

    /// <summary>Sends a file as a web form does.</summary>
    /// <param name="path">Where.</param>
    /// <param name="file">Its name and bytes.</param>
    /// <param name="key">The same upload again has the same key.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<T> Upload<T>(string path, (string Name, byte[] Bytes) file, string key, CancellationToken stop) =>
        Read<T>(await Send(() => Request(HttpMethod.Post, path, Form(file), key), stop));

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, string? key)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language));
        if (key is not null)
            request.Headers.Add(RequestKey.Header, key);
        return request;
    }

    private static MultipartFormDataContent Form((string Name, byte[] Bytes) file) =>
        new() { { Part(file.Bytes, "application/pdf"), "file", file.Name } };

    private static ByteArrayContent Part(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private async Task<byte[]> Send(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        var answer = await _http.Send(make, stop);
        return answer.Done ? answer.Body : throw Refused(answer);
    }

    private static OfficeRefused Refused(HttpAnswer answer)
    {
        var text = System.Text.Encoding.UTF8.GetString(answer.Body);
        var problem = text.StartsWith('{') ? JsonSerializer.Deserialize<Problem>(text, MessageJson.Options) : null;
        return new OfficeRefused(answer.Status, problem?.Code ?? "", problem?.Title ?? $"{(int)answer.Status} {text}");
    }

    private static T Read<T>(byte[] body) =>
        JsonSerializer.Deserialize<T>(body, MessageJson.Options) ?? throw new InvalidDataException("The server gave an empty answer.");
}
