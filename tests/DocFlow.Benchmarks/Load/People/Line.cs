using System.Diagnostics;
using System.Net.Sockets;
using DocFlow.Host.Agency;

namespace DocFlow.Benchmarks.Load.People;

/// <summary>
/// The one way to the office for everybody in this process: connections are kept, calls go round its web addresses, and one that meets
/// weather is made again at the next address until patience ends. So a server that is killed and started again is only slow.
/// </summary>
internal sealed class Line(IReadOnlyList<Uri> addresses, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private int _next;
    private long _calls;
    private long _again;

    public TimeProvider Clock => clock;

    public TimeSpan Patience => patience;

    /// <summary>The web addresses that calls go round.</summary>
    public IReadOnlyList<Uri> Addresses => addresses;

    /// <summary>Counts a call that somebody makes by other means.</summary>
    public void Count(bool again)
    {
        Interlocked.Increment(ref _calls);
        if (again)
            Interlocked.Increment(ref _again);
    }

    /// <summary>Calls made, those made again included.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Calls made again because the one before met weather.</summary>
    public long Again => Interlocked.Read(ref _again);

    /// <summary>Sends a request, made anew for each try.</summary>
    /// <exception cref="TimeoutException">Patience ended; says what the last try met.</exception>
    public async Task<(HttpAnswer Answer, HttpResponseMessage Head)> Send(Func<Uri, HttpRequestMessage> make, CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            var at = addresses[(int)((uint)Interlocked.Increment(ref _next) % (uint)addresses.Count)];
            using var request = make(at);
            var (answer, head, weather) = await Try(request, stop);
            if (answer is not null)
                return (answer, head!);
            if (clock.GetElapsedTime(begun) + pause > patience)
                throw new TimeoutException($"{request.Method} {request.RequestUri}: {weather}");
            Interlocked.Increment(ref _again);
            await Task.Delay(pause, clock, stop);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpAnswer? Answer, HttpResponseMessage? Head, string Weather)> Try(
        HttpRequestMessage request, CancellationToken stop)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            using var response = await _http.SendAsync(request, stop);
            var body = await response.Content.ReadAsByteArrayAsync(stop);
            return (int)response.StatusCode is >= 500 or 408 or 425 or 429
                ? (null, null, $"{(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 500))}")
                : (new HttpAnswer(response.StatusCode, body), response, "");
        }
        catch (Exception away) when (
            away is HttpRequestException or IOException or SocketException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, null, away.Message);
        }
    }
}
