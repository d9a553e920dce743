using System.Diagnostics;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>
/// A whole installation as an office runs it: PostgreSQL that syncs, RabbitMQ, two processes of each role on one data folder, each behind
/// lines that can be cut; whatever falls is put up again, as systemd would.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly string[] Roles = ["web", "intake", "workflow", "dispatch"];
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _through = new();
    private readonly List<Task> _watching = [];
    private IReadOnlyList<Disk> _disks = [];

    private Installation(string folder)
    {
        Folder = folder;
        Postgres = new PostgresServer(Path.Combine(folder, "postgres"));
        Rabbit = new RabbitServer(Path.Combine(folder, "rabbit"));
        (ToPostgres, ToRabbit) = (new Line("line to postgresql", Postgres.Port), new Line("line to rabbitmq", Rabbit.Port));
        var house = new RoleProcess.House(
            Data, Path.Combine(folder, "logs"), PostgresServer.Connection(ToPostgres.Port), RabbitServer.Address(ToRabbit.Port));
        Services = [.. Roles.SelectMany(role => new[] { 1, 2 }.Select(number => new RoleProcess($"{role}-{number}", role, house)))];
        Doors = [.. Webs.Select(web => new Line($"line to {web.Name}", web.Address.Port))];
    }

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public PostgresServer Postgres { get; }

    public RabbitServer Rabbit { get; }

    public IReadOnlyList<RoleProcess> Services { get; }

    public IEnumerable<RoleProcess> Webs => Services.Where(one => one.Role == "web");

    /// <summary>Everything that can be killed.</summary>
    public IReadOnlyList<IPart> Parts => [.. Services, Rabbit, Postgres];

    public Line ToPostgres { get; }

    public Line ToRabbit { get; }

    /// <summary>The ways in from outside, one a web process.</summary>
    public IReadOnlyList<Line> Doors { get; }

    public IEnumerable<Line> Lines => [ToPostgres, ToRabbit, .. Doors];

    public IEnumerable<Uri> Addresses => Doors.Select(door => new Uri($"http://127.0.0.1:{door.Port}"));

    /// <summary>The disk under the content store, and that under the database.</summary>
    public Disk ContentDisk => _disks[0];

    public Disk DatabaseDisk => _disks[1];

    public string FirstPassword { get; private set; } = "";

    /// <summary>Hears of every start.</summary>
    public Action<string> Told { get; set; } = _ => { };

    /// <summary>While set, what has fallen stays down.</summary>
    public bool Fallen { get; set; }

    public static async Task<Installation> Start(int documents)
    {
        var folder = Directory.CreateTempSubdirectory("docflow-breaker-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // the database runs as somebody else
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        var house = new Installation(folder);
        try
        {
            await house.PutUpAll((1L << 30) + documents * (4L << 20));
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until these say that they are ready.</summary>
    public async Task UntilReady(IEnumerable<RoleProcess> services)
    {
        var waited = Stopwatch.StartNew();
        foreach (var service in services)
        {
            while (!await service.Ready())
            {
                if (waited.Elapsed > StartsWithin)
                    throw new TimeoutException($"{service.Name} is not ready:\n{Tail(service.Log)}");
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Waits until whoever enrols an office has written down what it knows.</summary>
    public static async Task Enrolled(string officeFile, CancellationToken stop)
    {
        for (var waited = Stopwatch.StartNew(); !File.Exists(officeFile); await Task.Delay(100, stop))
        {
            if (waited.Elapsed > StartsWithin)
                throw new TimeoutException("The office is not enrolled.");
        }
    }

    /// <summary>Nothing is put up any more; everything of ours is stopped, gracefully.</summary>
    public async Task StopServices()
    {
        await StopWatching();
        await Signals.Terminate(Services);
        for (var waited = Stopwatch.StartNew(); Services.Any(one => one.Processes.Count > 0) && waited.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(100);
    }

    public async ValueTask DisposeAsync()
    {
        await StopWatching();
        await Signals.Kill(Services);
        foreach (var line in Lines)
            await line.DisposeAsync();
        await Rabbit.Stop();
        await Postgres.Stop();
        foreach (var disk in _disks)
            await disk.Unmount();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task PutUpAll(long bytes)
    {
        _disks = [await Disk.Mount(Data, bytes), await Disk.Mount(Postgres.Folder, bytes)];
        await Task.WhenAll(Postgres.Start(), Rabbit.Start());
        await Postgres.CreateDatabase();
        await Services[0].Start();
        await UntilReady(Services.Take(1));
        FirstPassword = Services[0].FirstPassword;
        foreach (var service in Services.Skip(1))
            await service.Start();
        await UntilReady(Services);
        _watching.AddRange(Parts.Select(KeepUp));
    }

    private static string Tail(string log) => string.Join('\n', File.ReadLines(log).TakeLast(30));

    private async Task StopWatching()
    {
        await _through.CancelAsync();
        await Task.WhenAll(_watching);
    }

    private async Task KeepUp(IPart part)
    {
        while (!_through.IsCancellationRequested)
        {
            if (!Fallen && part.Processes.Count == 0)
                await PutUp(part);
            await Task.Delay(500, _through.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PutUp(IPart part)
    {
        try
        {
            Told($"  start  {part.Name} {part.LastWords}");
            var since = Stopwatch.StartNew();
            await part.Start();
            if (part is not RoleProcess)
                Told($"  up     {part.Name} within {since.Elapsed.TotalSeconds:0.0} s");
        }
        catch (IOException notYet)
        {
            Told($"  start  {part.Name} failed: {notYet.Message.ReplaceLineEndings(" ")}");
        }
    }
}
