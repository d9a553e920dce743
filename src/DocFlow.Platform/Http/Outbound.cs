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
public sealed class Outbound : IDisposable
{
    private const int MostSaid = 500;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 1 << 20,
    };

    /// <summary>Sends it and reads the beginning of the answer.</summary>
    public async Task<OutboundAnswer> Send(HttpRequestMessage request, CancellationToken stop = default)
    {
        try
        {
            using var answer = await _http.SendAsync(request, stop);
            var said = await answer.Content.ReadAsStringAsync(stop);
            return new OutboundAnswer((int)answer.StatusCode, said[..Math.Min(said.Length, MostSaid)]);
        }
        catch (Exception down) when (IsWeather(down, stop))
        {
            return new OutboundAnswer(null, down.Message);
        }
    }

    // a call that is reset while its line is being taken into use ends in a bare SocketException
    private static bool IsWeather(Exception down, CancellationToken stop) =>
        down is HttpRequestException or IOException or SocketException || (down is TaskCanceledException && !stop.IsCancellationRequested);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
