using DocFlow.Host.Agency;
using DocFlow.Host.Hosting;

namespace DocFlow.Host.Demo;

/// <summary>
/// A whole small world in one folder: the office's server in this process, its enrolled people, and the recipients' programs.
/// </summary>
public sealed class DemoOffice : IAsyncDisposable
{
    private const string Known = "demo-office.json";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _server;
    private readonly Uri _address;
    private readonly TimeProvider _clock;
    private DemoRecipients? _recipients;
    private string _trust = "";

    private DemoOffice(WebApplication server, TimeProvider clock) =>
        (_server, _clock, _address) = (server, clock, new Uri(server.Urls.First()));

    /// <summary>What everyone knows by heart.</summary>
    public EnrolledOffice Office { get; private set; } = null!;

    /// <summary>The recipients.</summary>
    public IReadOnlyList<AgencyClient> Agencies => _recipients!.Agencies;

    /// <summary>The authority's certificate, as the recipients got it.</summary>
    public string Authority => Path.Combine(_trust, "ca.pem");

    /// <summary>Its revocation list.</summary>
    public string RevocationList => Path.Combine(_trust, "ca.crl");

    /// <summary>
    /// Starts the office of a folder: enrols it where the folder is new, takes it up again where an earlier demonstration left it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The folder holds an office that no demonstration enrolled.</exception>
    public static async Task<DemoOffice> Open(string folder, TimeProvider clock, CancellationToken stop)
    {
        var firstPassword = "";
        var serve = new ServeOptions("all", folder, "http://127.0.0.1:0")
        {
            Quiet = true,
            TellFirstPassword = told => firstPassword = told,
        };
        var server = Server.Build(serve);
        await server.Open(stop);
        var demo = new DemoOffice(server, clock);
        try
        {
            await demo.Furnish(folder, firstPassword, stop);
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody's own way in.</summary>
    public OfficeClient Connect() => new(_address, Patience, _clock);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _recipients?.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private async Task Furnish(string folder, string firstPassword, CancellationToken stop)
    {
        var file = Path.Combine(folder, Known);
        var known = EnrolledOffice.Load(file);
        if (known is null && firstPassword.Length == 0)
            throw new InvalidOperationException($"{folder} holds an office that no demonstration enrolled to its end; give a new folder.");

        Office = known ?? await new EnrolOffice(Connect, firstPassword).Run(stop);
        Office.Keep(file);
        using var anyone = Connect();
        _recipients = await DemoRecipients.Open(Office, Path.Combine(folder, "recipients"), (anyone, _address, Patience), stop);
        _trust = Path.Combine(folder, "recipients");
    }
}
