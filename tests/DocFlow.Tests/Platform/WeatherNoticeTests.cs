using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class WeatherNoticeTests
{
    private const int NoSpace = 28;
    private const int Denied = 13;

    [Test]
    public async Task A_disk_without_room_is_told_as_such_whoever_wanted_to_write_to_it() =>
        Assert.That(await StatusAfter(new IOException("No space left on device", NoSpace)), Is.EqualTo(507));

    [Test]
    public void Another_fault_of_a_file_is_no_weather() =>
        Assert.That(() => StatusAfter(new IOException("Permission denied", Denied)), Throws.InstanceOf<IOException>());

    private static async Task<int> StatusAfter(Exception fault)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseWeatherNotice();
        app.Run(_ => throw fault);
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Headers.Accept = "text/html";
        await app.Build()(http);
        return http.Response.StatusCode;
    }
}
