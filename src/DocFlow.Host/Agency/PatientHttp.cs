using System.Net;
using System.Net.Sockets;

namespace DocFlow.Host.Agency;

/// <summary>An answer that is no weather: the status and all of the body.</summary>
public sealed record HttpAnswer(HttpStatusCode Status, byte[] Body)
{
    /// <summary>2xx.</summary>
    public bool Done => (int)Status is >= 200 and < 300;
}

/// <summary>
/// An HTTP client of another program that waits out weather: when no answer comes, or a server's fault, or too many calls, it asks
/// again until its patience ends. So a server that is killed and started again is only slow.
/// </summary>
public sealed class PatientHttp(Uri address, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Sends a request, made anew for each try.</summary>
    /// <exception cref="TimeoutException">Patience ended; says what the last try met.</exception>
    public async Task<HttpAnswer> Send(Func<HttpRequestMessage> make, CancellationToken stop)
    {
        var until = clock.GetUtcNow() + patience;
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            using var request = make();
            var (answer, weather) = await Try(request, stop);
            if (answer is not null)
                return answer;
            if (clock.GetUtcNow() + pause > until)
                throw new TimeoutException($"{request.Method} {request.RequestUri}: {weather}");
            await Task.Delay(pause, clock, stop);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<(HttpAnswer? Answer, string Weather)> Try(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            using var response = await _http.SendAsync(request, stop);
            var body = await response.Content.ReadAsByteArrayAsync(stop);
            var weather = (int)response.StatusCode is >= 500 or 408 or 425 or 429;
            return weather ? (null, $"{(int)response.StatusCode} {Beginning(body)}") : (new HttpAnswer(response.StatusCode, body), "");
        }
        catch (Exception away) when (
            away is HttpRequestException or IOException or SocketException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, away.Message);
        }
    }

    private static string Beginning(byte[] body) => System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 500));
}
