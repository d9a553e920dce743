using DocFlow.Dispatch.Delivering;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Messaging;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>One of two installations that write to each other: its own process, database, keys and authority.</summary>
internal sealed class Neighbour : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    private Neighbour(SetAgency.Command us)
    {
        Us = us;
        Server = new ServerProcess(_folder["data"]);
    }

    public SetAgency.Command Us { get; }

    public ServerProcess Server { get; }

    public string Data => _folder["data"];

    public string Scratch => _folder.Path;

    public EnrolledOffice Office { get; private set; } = null!;

    public OfficeDriver Driver { get; private set; } = null!;

    public static async Task<Neighbour> Start(SetAgency.Command us, CancellationToken stop)
    {
        var office = new Neighbour(us);
        await office.Server.Start();
        office.Office = await new EnrolOffice(office.Connect, office.Server.FirstPassword) { Us = us, Recipients = [] }.Run(stop);
        return office;
    }

    /// <summary>
    /// Two administrators telephone: each enrols the other, knows its address, and believes its authority and its node's key.
    /// </summary>
    public static async Task Meet(Neighbour one, Neighbour other, CancellationToken stop)
    {
        await one.Enrol(other, stop);
        await other.Enrol(one, stop);
        foreach (var (office, recipient) in new[] { (one, other), (other, one) })
        {
            office.Office = office.Office with { Agencies = [new AgencyEnrolment(recipient.Us.Code, recipient.Us.Name, "", "")] };
            office.Driver = new OfficeDriver(office.Office, office.Connect, TimeProvider.System) { Patience = Patience };
            await office.Driver.SignIn(stop);
        }
    }

    public OfficeClient Connect() => new(Server.Address, Patience, TimeProvider.System);

    /// <summary>The other's certificate (ca.pem) or revocation list (ca.crl), as it was handed over.</summary>
    public string TrustIn(Neighbour other, string extension) => Path.Combine(Data, "keys", "trust", other.Us.Code + extension);

    /// <summary>Asks its database itself.</summary>
    public Task<IReadOnlyList<T>> Ask<T>(string sql, object? about = null) => Look(session => session.List<T>(sql, about));

    /// <summary>Looks into its database itself.</summary>
    public async Task<T> Look<T>(Func<ReadSession, Task<T>> look)
    {
        using var signal = new OutboxSignal();
        using var database = new Database(Trouble.Embedded(Data), TimeProvider.System, signal);
        return await database.Read(look);
    }

    public async ValueTask DisposeAsync()
    {
        Driver?.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    // the other may call us with the secret that it is given, and finds us here
    private async Task Enrol(Neighbour other, CancellationToken stop)
    {
        using var ours = await Administrator(stop);
        var partner = new AddPartner.Command(other.Us.Code, other.Us.Name, SystemId: null);
        var added = await ours.Post<AddPartner.Answer>("/administration/partners", partner, RequestKey.Fresh(), stop);

        using var theirs = await other.Administrator(stop);
        var peer = new SetPeer.Command(Us.Code, Us.Name, new Uri(Server.Address, "exchange/vxp").ToString(), added.SystemId)
        {
            Secret = added.Secret,
        };
        await theirs.Post<SetPeer.Answer>("/dispatch/peers", peer, RequestKey.Fresh(), stop);
        Directory.CreateDirectory(Path.GetDirectoryName(other.TrustIn(this, ".pem"))!);
        await File.WriteAllBytesAsync(other.TrustIn(this, ".pem"), await ours.Download("/authority/ca.pem", stop), stop);
        await File.WriteAllBytesAsync(other.TrustIn(this, ".crl"), await ours.Download("/authority/ca.crl", stop), stop);
        await other.Pin(this, stop);
    }

    // the public key goes by a way of its own, printed here and read there
    private async Task Pin(Neighbour peer, CancellationToken stop)
    {
        var key = await DocFlowBinary.Run("node", "key", "--data", peer.Data);
        var file = Path.Combine(Scratch, peer.Us.Code + ".node.pem");
        await File.WriteAllTextAsync(file, key.Output, stop);
        var pinned = await DocFlowBinary.Run("node", "pin", peer.Us.Code, file, "--data", Data);
        if (pinned.ExitCode != 0)
            throw new InvalidOperationException(key.All + pinned.All);
    }

    private async Task<OfficeClient> Administrator(CancellationToken stop)
    {
        var administrator = Connect();
        await administrator.SignIn(FirstAdministrator.UserName, Office.AdministratorPassword, stop);
        return administrator;
    }
}
