using System.Diagnostics;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;

namespace DocFlow.Benchmarks.Lists;

/// <summary>
/// Makes an office with a full year behind it: enrols it over HTTP as anybody would, stops the server, and writes the year's rows in
/// bulk. The registers verify, the trail is whole, and walks go on where the year ends.
/// </summary>
public static class Seed
{
    public static async Task Run(SeededInstallation installation, int documents, bool allDone, CancellationToken stop)
    {
        await installation.Create();
        var office = await Enrol(installation, stop);
        var watch = Stopwatch.StartNew();
        var database = installation.Open();
        var before = await database.Read(TrailRoot.Latest, stop);
        var year = new SeededYear(documents, TimeProvider.System.GetUtcNow(), office[DemoPeople.Clerk].UserId,
            office[DemoPeople.Leader].UserId, office[DemoPeople.Deputy].UserId)
        {
            Open = allDone ? 0 : documents / 50,
        };
        await using var connection = database.Dialect.Connect();
        await connection.OpenAsync(stop);
        var bulk = new Bulk(connection);
        if (installation.Options.Data.Engine == "sqlite")
            await bulk.Execute("pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -1000000;");
        await SeedPlatform.Fill(bulk, year);
        await SeedIntake.Fill(bulk, year);
        await SeedWorkflow.Fill(bulk, year);
        await SeedDispatch.Fill(bulk, year);
        await SeedTrail.Fill(bulk, year, new KeyFolder(installation.Options), before);
        await bulk.Execute(installation.Options.Data.Engine == "sqlite" ? "pragma wal_checkpoint(truncate)" : "vacuum analyze");
        Console.WriteLine($"Seeded {documents:N0} documents in {watch.Elapsed.TotalSeconds:F0} s");
    }

    private static async Task<EnrolledOffice> Enrol(SeededInstallation installation, CancellationToken stop)
    {
        await using var server = await installation.Serve();
        var office = await new EnrolOffice(() => Connect(server.Address), server.FirstPassword).Run(stop);
        using var administrator = Connect(server.Address);
        await administrator.SignIn(FirstAdministrator.UserName, office.AdministratorPassword, stop);
        var (code, name) = SeededYear.Mailbox;
        var added = await administrator.Post<AddPartner.Answer>(
            "/administration/partners", new AddPartner.Command(code, name, SystemId: null), RequestKey.Fresh(), stop);
        var mailbox = new AgencyEnrolment(code, name, added.SystemId, added.Secret!);
        (office with { Agencies = [.. office.Agencies, mailbox] }).Keep(installation.OfficeFile);
        return office;
    }

    public static OfficeClient Connect(Uri address) => new(address, TimeSpan.FromSeconds(60), TimeProvider.System);
}
