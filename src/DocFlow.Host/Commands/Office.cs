using System.CommandLine;
using DocFlow.Host.Enrolment;
using DocFlow.Host.Hosting;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Host.Commands;

/// <summary>
/// What a command needs of an installation that may or may not be running: its services, without its sweeps, bus or pages.
/// </summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Office(ServiceProvider services) => _services = services;

    /// <summary>The option that says which installation; the same on every command.</summary>
    public static Option<DirectoryInfo> Folder { get; } = new("--data")
    {
        Description = "folder of the database file, the content store and the keys",
        DefaultValueFactory = _ => new DirectoryInfo("docflow-data"),
    };

    public Database Database => Get<Database>();

    /// <summary>Opens the installation and brings its schema up to date; a new folder becomes a new installation.</summary>
    public static async Task<Office> Open(ParseResult parsed, CancellationToken stop)
    {
        var office = await Look(parsed, stop);
        await office.Get<Migrations>().Apply(contract: false, stop);
        return office;
    }

    /// <summary>Opens the installation as it is; what is done in it bears the database's time, as everywhere (ADR 26).</summary>
    public static async Task<Office> Look(ParseResult parsed, CancellationToken stop)
    {
        var configuration = new ConfigurationBuilder().AddSettings().Build();
        var options = Server.OptionsOf(parsed.GetValue(Folder)!.FullName, configuration);
        var services = new ServiceCollection().AddLogging().AddPlatform(options, Rooms.All, []).AddKeyMaking();
        var office = new Office(services.BuildServiceProvider());
        await office.Get<KeepTime>().Ask(stop);
        return office;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs a command's act: prints its answer, or says why not.</summary>
    public static async Task<int> Run<T>(
        ParseResult parsed, Func<Office, Task<Outcome<T>>> act, Func<T, string> say, CancellationToken stop)
    {
        await using var office = await Open(parsed, stop);
        var outcome = await act(office);
        if (outcome.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync($"docflow: {refusal.En} ({refusal.Code})");
            return 1;
        }

        Console.WriteLine(say(outcome.Answer));
        return 0;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
