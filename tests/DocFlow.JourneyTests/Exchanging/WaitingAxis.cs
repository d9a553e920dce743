using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>An exchange where one packet waits until it is acknowledged, and which counts what was asked of it.</summary>
internal sealed class WaitingAxis : IAsyncDisposable
{
    private readonly WebApplication _axis;
    private readonly byte[] _packet;
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fetched;
    private int _done;

    private WaitingAxis(WebApplication axis, byte[] packet) => (_axis, _packet) = (axis, packet);

    public Uri Address => new(_axis.Urls.First() + "/vxp");

    /// <summary>How often the packet was fetched.</summary>
    public int Fetched => Volatile.Read(ref _fetched);

    /// <summary>How often it was acknowledged.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Ends when it is acknowledged.</summary>
    public Task Acknowledged => _acknowledged.Task;

    public static async Task<WaitingAxis> Open(byte[] packet)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var axis = new WaitingAxis(builder.Build(), packet);
        axis._axis.MapPost("/vxp/getReceivedEdocList", axis.List);
        axis._axis.MapGet("/vxp/downloadEdoc", axis.Download);
        axis._axis.MapPost("/vxp/updateStatus", axis.Update);
        await axis._axis.StartAsync();
        return axis;
    }

    public ValueTask DisposeAsync() => _axis.DisposeAsync();

    private IResult List(HttpRequest request) => Said(
        request.Headers["XroadVnpt-messagetype"] == "edoc" && Done == 0 ? [new { docId = "d1" }] : []);

    private IResult Download()
    {
        Interlocked.Increment(ref _fetched);
        return Results.Bytes(_packet);
    }

    private IResult Update(HttpRequest request)
    {
        if (request.Headers["XroadVnpt-status"] == "done")
        {
            Interlocked.Increment(ref _done);
            _acknowledged.TrySetResult();
        }

        return Said([]);
    }

    private static IResult Said(object[] data) => Results.Json(new { status = "OK", ErrorCode = "0", ErrorDesc = "Thanh cong", data });
}
