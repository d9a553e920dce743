using System.Text.Json;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Roles;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Archive;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Deploying;

public sealed class BackupUnderLoadTests
{
    private const int Papers = 24;
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly Dictionary<string, string> Embedded = [];

    private int _closed;

    [Test]
    [CancelAfter(900_000)]
    public async Task A_backup_taken_while_papers_are_on_their_way_goes_on_in_the_other_engine_and_comes_back(CancellationToken stop)
    {
        using var postgres = new Engines(bus: false);
        await using var office = await RunningOffice.Start();
        string In(string name) => Path.Combine(office.Scratch, name);
        var (place, restored, back, passphrase) = (In("backups"), In("restored"), In("back"), In("passphrase"));
        await File.WriteAllTextAsync(passphrase, "một câu dài để khóa\n", stop);

        await TakeUnderLoad(office, place, passphrase, stop);
        await Succeeds(Embedded, "backup", "verify", place, "--keys-passphrase-file", passphrase, "--data", office.Data);
        await Succeeds(postgres.Environment, "restore", place, "--keys-passphrase-file", passphrase, "--data", restored);
        await AssertWhole(postgres.Environment, restored, RootOf(place));
        await GoOn(office, new ServerProcess(restored) { Environment = postgres.Environment }, stop);
        await AssertWhole(postgres.Environment, restored, RootOf(place));

        await Succeeds(postgres.Environment, "backup", place, "--keys-passphrase-file", passphrase, "--data", restored);
        await Succeeds(Embedded, "restore", place, "--keys-passphrase-file", passphrase, "--data", back);
        var registers = await AssertWhole(Embedded, back, RootOf(place));
        Assert.That(registers, Does.Contain($"1 to {Papers}"));
    }

    // nobody collects here: every paper is still on its way, some of them issued, when the rows are read
    private async Task TakeUnderLoad(RunningOffice office, string place, string passphrase, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var turns = new SemaphoreSlim(AtOnce);
        void Told(StageDone stage)
        {
            if (stage.Name != "case closed")
                return;
            Interlocked.Increment(ref _closed);
            turns.Release();
        }

        var walk = new PaperWalk(office.Driver, TimeProvider.System) { Told = Told };
        var walking = Task.WhenAll(AllPapers().Select(async paper =>
        {
            await turns.WaitAsync(enough.Token);
            await walk.Run(paper, enough.Token);
        }));
        while (Volatile.Read(ref _closed) < 3 && !walking.IsCompleted)
            await Task.Delay(20, stop);
        var before = Volatile.Read(ref _closed);
        await Succeeds(Embedded, "backup", place, "--keys-passphrase-file", passphrase, "--data", office.Data);

        Assert.That(before, Is.LessThan(Papers), "papers were on their way when the backup began");
        await office.Server.Kill();
        await enough.CancelAsync();
        Assert.That(async () => await walking, Throws.Exception);
    }

    // the same papers under the same keys: those that the backup knows go on from where they stood, the others are taken in now
    private static async Task GoOn(RunningOffice was, ServerProcess server, CancellationToken stop)
    {
        await using var running = server;
        await server.Start();
        OfficeClient Connect() => new(server.Address, Patience, TimeProvider.System);
        using var driver = new OfficeDriver(was.Office, Connect, TimeProvider.System) { Patience = Patience };
        await driver.SignIn(stop);
        using var anyone = Connect();
        using var recipients = await DemoRecipients.Open(
            was.Office, Path.Combine(was.Scratch, "agencies"), (anyone, server.Address, Patience), stop);
        using var through = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var collecting = recipients.Agencies.Select(agency => agency.KeepCollecting(through.Token)).ToList();
        var walk = new PaperWalk(driver, TimeProvider.System);
        var walked = await Task.WhenAll(AllPapers().Select(paper => walk.Run(paper, stop)));
        await through.CancelAsync();
        await Task.WhenAll(collecting);

        var all = Enumerable.Range(1, Papers).ToList();
        Assert.That(walked.Select(one => one.ArrivalNumber), Is.EquivalentTo(all));
        Assert.That(walked.Select(one => int.Parse(one.IssuedCode.Split('/')[0], null)), Is.EquivalentTo(all));
        foreach (var agency in recipients.Agencies)
            Assert.That(agency.Store.All().Select(record => (record.Code, record.Verdict)),
                Is.EquivalentTo(walked.Select(one => (one.IssuedCode, "passed"))));
    }

    private static IEnumerable<Paper> AllPapers()
    {
        var today = Platform.VietnamTime.OfficeToday(TimeProvider.System);
        return Enumerable.Range(1, Papers).Select(number => DemoPapers.BuiltIn($"paper-{number}", number, today));
    }

    private static string RootOf(string place)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(new BackupPlace(place).Find(null), Manifest.File)));
        return manifest.RootElement.GetProperty("trail").GetProperty("hash").GetString()!;
    }

    private static async Task<string> AssertWhole(IReadOnlyDictionary<string, string> engine, string data, string root)
    {
        var registers = await Succeeds(engine, "register", "verify", "--data", data);
        var trail = await Succeeds(engine, "trail", "verify", "--data", data, "--root", root);
        Assert.That(trail, Does.StartWith("proved"));
        return registers;
    }

    private static async Task<string> Succeeds(IReadOnlyDictionary<string, string> engine, params string[] command)
    {
        var ran = await DocFlowBinary.Run(command, engine);
        Assert.That(ran.ExitCode, Is.Zero, $"{string.Join(' ', command)}: {ran.All}");
        return ran.Output;
    }
}
