using System.Globalization;
using System.Net.Http.Headers;

namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>What waits in the outbox and in the broker's queues, from a process's page of metrics.</summary>
internal sealed class Backlog(Uri page, string? token) : IDisposable
{
    private const string Outbox = "docflow_outbox_depth";
    private const string Queue = "docflow_queue_length";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Null when the page does not answer: then nobody knows.</summary>
    public async Task<IReadOnlyDictionary<string, double>?> Read(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await _http.SendAsync(request, stop);
            return answer.IsSuccessStatusCode ? Parse(await answer.Content.ReadAsStringAsync(stop)) : null;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The two names that matter; all queues together.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string page) => page.Split('\n')
        .Where(line => line.StartsWith(Outbox, StringComparison.Ordinal) || line.StartsWith(Queue, StringComparison.Ordinal))
        .GroupBy(line => line.StartsWith(Outbox, StringComparison.Ordinal) ? "outbox" : "queues")
        .ToDictionary(same => same.Key, same => same.Sum(Value));

    private static double Value(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
}
