using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DocFlow.JourneyTests.Seeing;

/// <summary>Receives OTLP over HTTP as an operator's collector does, and keeps every byte.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>All bytes as text: a string is the same in protobuf as it is anywhere.</summary>
    public string Text => string.Concat(_received.Select(one => Encoding.UTF8.GetString(one.Body)));

    public IReadOnlyList<Span> Spans => [.. _received.Where(one => one.Signal == "traces").SelectMany(one => Span.Read(one.Body))];

    public bool HasMetrics => _received.Any(one => one.Signal == "metrics");

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(app);
        app.MapPost("/v1/{signal}", collector.Take);
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> Take(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _received.Enqueue((signal, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
