using DocFlow.Host.Agency;

namespace DocFlow.Host.Demo;

/// <summary>
/// The recipients' programs. Each keeps in its own folder what it was given at its enrolment: the authority's certificate and
/// revocation list, and nothing else of the sender's.
/// </summary>
public sealed class DemoRecipients : IDisposable
{
    private static readonly string[] Trusted = ["ca.pem", "ca.crl"];

    private readonly List<PatientExchange> _lines = [];

    private DemoRecipients() { }

    /// <summary>One program an agency.</summary>
    public IReadOnlyList<AgencyClient> Agencies { get; private set; } = [];

    /// <summary>Opens them, each in a folder of its own below the one given; the trust files are left there too.</summary>
    public static async Task<DemoRecipients> Open(
        EnrolledOffice office, string folder, (OfficeClient Anyone, Uri Address, TimeSpan Patience) ways, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Trusted)
            AgencyStore.Write(Path.Combine(folder, name), await ways.Anyone.Download($"/authority/{name}", stop));
        var recipients = new DemoRecipients();
        recipients.Agencies = [.. office.Agencies.Select(agency => recipients.Open(
            agency, folder, new PatientExchange([ways.Address], agency, ways.Patience, TimeProvider.System)))];
        return recipients;
    }

    /// <inheritdoc />
    public void Dispose() => _lines.ForEach(line => line.Dispose());

    private AgencyClient Open(AgencyEnrolment agency, string folder, PatientExchange line)
    {
        var store = new AgencyStore(Path.Combine(folder, agency.Code));
        foreach (var name in Trusted)
            File.Copy(Path.Combine(folder, name), Path.Combine(store.Trust, name), overwrite: true);
        _lines.Add(line);
        return new AgencyClient(agency, store, line, TimeProvider.System);
    }
}
