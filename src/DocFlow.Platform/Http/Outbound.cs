using System.Net.Security;
using System.Net.Sockets;

namespace DocFlow.Platform.Http;

/// <summary>What came of a call to another system.</summary>
/// <param name="Status">The HTTP status; null when no answer came.</param>
/// <param name="Said">The beginning of the answer, or why none came.</param>
public sealed record OutboundAnswer(int? Status, string Said)
{
    /// <summary>2xx.</summary>
    public bool Done => Status is >= 200 and < 300;

    /// <summary>Trying again may help: no answer, a server's fault, too many calls.</summary>
    public bool WorthAnotherTry => Status is null or >= 500 or 408 or 425 or 429;
}

/// <summary>
/// Calls other systems over HTTP; a line that is down is an answer, not an accident. Redirects are not followed: a signed call is for one
/// address.
/// </summary>
public sealed class Outbound(LineIdentity? identity = null) : IDisposable
{
    private const int MostSaid = 500;
    private const long Asks = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        SslOptions = identity?.Options() ?? new SslClientAuthenticationOptions(),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 1 << 20,
    };

    /// <summary>Sends it and reads the beginning of the answer.</summary>
    public async Task<OutboundAnswer> Send(HttpRequestMessage request, CancellationToken stop = default)
    {
        var (answer, down) = await Send(request, Patience, async (answer, until) =>
        {
            await answer.Content.LoadIntoBufferAsync(_http.MaxResponseContentBufferSize, until);
            var said = await answer.Content.ReadAsStringAsync(until);
            return new OutboundAnswer((int)answer.StatusCode, Shortened.Of(said, MostSaid));
        }, stop);
        return answer ?? new OutboundAnswer(null, down!);
    }

    /// <summary>
    /// Sends it and gives the answer, its body still on the line, to <paramref name="read"/>; where the line fails, or all of it takes
    /// longer than <paramref name="within"/>, there is only why.
    /// </summary>
    public async Task<(T? Read, string? Down)> Send<T>(
        HttpRequestMessage request, TimeSpan within, Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken stop = default)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(stop);
        until.CancelAfter(within);
        // whoever refuses a large body says so before it is sent
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > Asks;
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, until.Token);
            return (await read(answer, until.Token), null);
        }
        catch (Exception down) when (IsWeather(down, stop))
        {
            return (default, down.Message);
        }
    }

    // a call that is reset while its line is being taken into use ends in a bare SocketException; base64 that breaks off in the last
    private static bool IsWeather(Exception down, CancellationToken stop) =>
        down is HttpRequestException or IOException or SocketException or FormatException
        || (down is OperationCanceledException && !stop.IsCancellationRequested);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
