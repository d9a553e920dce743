using DocFlow.Host.Demo;
using DocFlow.Platform.Data;

namespace DocFlow.JourneyTests.Support;

/// <summary>A separate server process with an enrolled office in it, and the recipients' programs in this one.</summary>
internal sealed class RunningOffice : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TemporaryFolder _folder;

    private RunningOffice(TemporaryFolder folder) => (_folder, Server) = (folder, new ServerProcess(folder["data"]));

    public ServerProcess Server { get; }

    public string Data => _folder["data"];

    /// <summary>Its database, for what only a test may do to it.</summary>
    public DataOptions Database => Server.Environment.TryGetValue("DOCFLOW_DATA__CONNECTION", out var elsewhere)
        ? new DataOptions { Engine = Server.Environment["DOCFLOW_DATA__ENGINE"], Connection = elsewhere }
        : Trouble.Embedded(Data);

    public string Scratch => _folder.Path;

    public EnrolledOffice Office { get; private set; } = null!;

    public OfficeDriver Driver { get; private set; } = null!;

    public DemoRecipients Recipients { get; private set; } = null!;

    /// <summary>Starts it, with these variables in the server's environment.</summary>
    public static async Task<RunningOffice> Start(IReadOnlyDictionary<string, string>? environment = null)
    {
        var office = new RunningOffice(new TemporaryFolder());
        office.Server.Environment = environment ?? office.Server.Environment;
        await office.Server.Start();
        office.Office = await new EnrolOffice(office.Connect, office.Server.FirstPassword).Run(default);
        office.Driver = new OfficeDriver(office.Office, office.Connect, TimeProvider.System) { Patience = Patience };
        await office.Driver.SignIn(default);
        using var anyone = office.Connect();
        office.Recipients = await DemoRecipients.Open(
            office.Office, office._folder["recipients"], (anyone, office.Server.Address, Patience), default);
        return office;
    }

    public OfficeClient Connect() => new(Server.Address, Patience, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        Driver.Dispose();
        Recipients.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
