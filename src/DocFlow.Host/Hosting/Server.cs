using DocFlow.Host.Enrolment;
using DocFlow.Host.Telemetry;
using DocFlow.Platform;
using DocFlow.Platform.Archive;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;
using DocFlow.Web;

namespace DocFlow.Host.Hosting;

/// <summary>Composes one process of an installation: the platform, and the rooms of its role.</summary>
public static class Server
{
    /// <summary>Builds the process; it opens when it has been started.</summary>
    /// <exception cref="InvalidOperationException">The configuration cannot work, with the reason.</exception>
    public static WebApplication Build(ServeOptions serve)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings().AddInMemoryCollection(serve.Settings);
        var options = OptionsOf(serve.Folder, builder.Configuration);
        if (RestoreMark.Why(options.Folder) is { } unfinished)
            throw new InvalidOperationException(unfinished);
        if (options.Bus.InMemory && serve.Role != "all")
            throw new InvalidOperationException(
                $"Role '{serve.Role}' needs a bus between processes: set DOCFLOW_BUS__ADDRESS to a RabbitMQ address, or run --role all.");

        builder.WebHost.UseUrls(serve.Urls);
        builder.Bound();
        var running = Rooms.All.Where(room => serve.Role == "all" || room.Name == serve.Role).ToList();
        builder.AddTelemetry(serve, running);
        builder.Services.AddPlatform(options, Rooms.All, running);
        builder.Services.AddSingleton(DevelopmentAddress.Of(builder.Configuration, serve));
        builder.Services.AddKeyMaking();
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddShell();
        foreach (var room in Rooms.All)
            room.Register(builder.Services);
        foreach (var sweep in running.SelectMany(room => room.Sweeps))
            builder.Services.AddSingleton(typeof(IHostedService), sweep);

        builder.Services.AddSingleton<IHostedService, RestingMemory>();
        Workers.HoldBack(builder.Services);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = serve.StopsWithin);
        builder.Services.AddSingleton(serve).AddSingleton<Workers>().AddSingleton<Preparation>();
        builder.Services.AddSingleton<Opening>().AddHostedService(provider => provider.GetRequiredService<Opening>());
        var app = builder.Build();
        Map(app, serve);
        return app;
    }

    /// <summary>Starts the process and waits until it is open.</summary>
    public static async Task Open(this WebApplication app, CancellationToken stop = default)
    {
        await app.StartAsync(stop);
        await app.Services.GetRequiredService<Opening>().Opened.WaitAsync(stop);
    }

    private static void Map(WebApplication app, ServeOptions serve)
    {
        app.UseForwardedHeaders();
        app.UseShell();
        app.UseOpeningNotice();
        app.UseRoomActs();
        app.UseIdentity();
        Health.Map(app);
        app.MapTelemetry();
        if (!serve.HostsHttp)
            return;
        app.MapIdentity();
        AuthorityFiles.Map(app);
        DevelopmentServices.Map(app);
        foreach (var room in Rooms.All)
            room.Map(app);
        app.MapShell();
    }

    /// <summary>Where an installation keeps its things: its folder, unless the configuration says otherwise.</summary>
    public static PlatformOptions OptionsOf(string dataFolder, IConfiguration configuration)
    {
        var folder = Path.GetFullPath(dataFolder);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PlatformOptions
        {
            Folder = folder,
            Data = new DataOptions
            {
                Engine = configuration["Data:Engine"] ?? "sqlite",
                Connection = configuration["Data:Connection"] ?? $"Data Source={Path.Combine(folder, "docflow.db")}",
            },
            Bus = new BusOptions { Address = configuration["Bus:Address"] ?? "memory" },
            HoldKeysFor = configuration.GetValue("Keys:HoldFor", TimeSpan.FromMinutes(5)),
        };
    }
}
