using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Messaging;

namespace DocFlow.Benchmarks.Load.People;

/// <summary>
/// One person at work: signs in, and again when the session is over. Every POST carries a key, so that nothing happens twice.
/// </summary>
internal sealed class Desk(Line line, Member who)
{
    private sealed record Problem(string? Title, string? Code);

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Pdf = new("application/pdf");

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _entering = new(1, 1);
    private string _session = "";

    public Member Who => who;

    public async Task SignIn(CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new SignIn.Command(who.UserName, who.Password), MessageJson.Options);
        var (answer, head) = await line.Send(at => Request(at, HttpMethod.Post, "/sign-in", RequestKey.Fresh(), Part(body, Json)), stop);
        if (!answer.Done)
            throw Refused(answer);
        _session = string.Join("; ", head.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    public async Task<T> Get<T>(string path, CancellationToken stop) => Read<T>(await Download(path, stop));

    public Task<byte[]> Download(string path, CancellationToken stop) =>
        Send(at => Request(at, HttpMethod.Get, path, key: null, content: null), stop);

    public async Task<T> Post<T>(string path, object body, string key, CancellationToken stop)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), MessageJson.Options);
        return Read<T>(await Send(at => Request(at, HttpMethod.Post, path, key, Part(json, Json)), stop));
    }

    public async Task<T> Upload<T>(byte[] file, string name, string key, CancellationToken stop)
    {
        MultipartFormDataContent Form() => new() { { Part(file, Pdf), "file", name } };
        return Read<T>(await Send(at => Request(at, HttpMethod.Post, "/intake/files", key, Form()), stop));
    }

    private static ByteArrayContent Part(byte[] bytes, MediaTypeHeaderValue type) => new(bytes) { Headers = { ContentType = type } };

    private HttpRequestMessage Request(Uri at, HttpMethod method, string path, string? key, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(at, path)) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept-Language", "en");
        if (_session.Length > 0)
            request.Headers.TryAddWithoutValidation("Cookie", _session);
        if (key is not null)
            request.Headers.TryAddWithoutValidation(RequestKey.Header, key);
        return request;
    }

    private async Task<byte[]> Send(Func<Uri, HttpRequestMessage> make, CancellationToken stop)
    {
        for (var begun = line.Clock.GetTimestamp(); ; await Task.Delay(Pause, line.Clock, stop))
        {
            var session = _session;
            var (answer, _) = await line.Send(make, stop);
            if (answer.Status == HttpStatusCode.Unauthorized)
            {
                await EnterAgain(session, stop);
                (answer, _) = await line.Send(make, stop);
            }

            if (answer.Done)
                return answer.Body;
            // signed in and not believed: one of several servers does not know the others' keys at this moment
            if (answer.Status != HttpStatusCode.Unauthorized || line.Clock.GetElapsedTime(begun) > line.Patience)
                throw Refused(answer);
        }
    }

    // many calls find at once that the session is over: one of them signs in
    private async Task EnterAgain(string session, CancellationToken stop)
    {
        await _entering.WaitAsync(stop);
        try
        {
            if (_session == session)
                await SignIn(stop);
        }
        finally
        {
            _entering.Release();
        }
    }

    private static OfficeRefused Refused(HttpAnswer answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body);
        var problem = text.StartsWith('{') ? JsonSerializer.Deserialize<Problem>(text, MessageJson.Options) : null;
        return new OfficeRefused(answer.Status, problem?.Code ?? "", problem?.Title ?? $"{(int)answer.Status} {text}");
    }

    private static T Read<T>(byte[] body) =>
        JsonSerializer.Deserialize<T>(body, MessageJson.Options) ?? throw new InvalidDataException("The server gave an empty answer.");
}
