using DocFlow.Dispatch.Delivering;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Identity;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

[NonParallelizable]
public sealed class KillTests
{
    private const int Documents = 200;
    private const int AtOnce = 6;

    private static readonly string[] Seams =
    [
        "after-store-before-commit", "after-signature-before-commit", "after-number-before-seal", "after-seal-before-commit",
        "after-send-before-mark",
    ];

    private int _through;

    [Test]
    [CancelAfter(900_000)]
    public async Task Two_hundred_documents_go_all_the_way_through_a_server_killed_at_random_and_at_each_seam(CancellationToken stop)
    {
        await using var office = await RunningOffice.Start();
        await using var door = await PushTo(office, office.Recipients.Agencies[1], stop);
        using var through = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var collecting = office.Recipients.Agencies.Select(agency => agency.KeepCollecting(through.Token)).ToList();

        var carrying = Carry(office, stop);
        var killed = await Torment(office.Server, carrying, stop);
        var walked = await carrying;
        await through.CancelAsync();
        await Task.WhenAll(collecting);

        Assert.That(killed, Is.EqualTo(2 * Seams.Length), "kills while documents were on their way");
        AssertNumbers(walked);
        foreach (var agency in office.Recipients.Agencies)
            AssertRecordedOnce(agency.Store.All());
        await AssertOfficeIsWhole(office);
    }

    private static async Task<AgencyDoor> PushTo(RunningOffice office, AgencyClient agency, CancellationToken stop)
    {
        var door = await AgencyDoor.Open(agency, TimeProvider.System, stop);
        using var administrator = office.Connect();
        await administrator.SignIn(FirstAdministrator.UserName, office.Office.AdministratorPassword, stop);
        var us = agency.Us;
        var command = new SetPeer.Command(us.Code, us.Name, door.Address.ToString(), us.SystemId) { Secret = us.Secret };
        await administrator.Post<SetPeer.Answer>("/dispatch/peers", command, "peer", stop);
        return door;
    }

    private async Task<IReadOnlyList<WalkedPaper>> Carry(RunningOffice office, CancellationToken stop)
    {
        var walked = new WalkedPaper[Documents];
        var walk = new PaperWalk(office.Driver, TimeProvider.System);
        var today = Platform.VietnamTime.OfficeToday(TimeProvider.System);
        var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, Documents, several, async (i, cancel) =>
        {
            walked[i] = await walk.Run(DemoPapers.BuiltIn($"paper-{i + 1}", i + 1, today), cancel);
            Interlocked.Increment(ref _through);
        });
        return walked;
    }

    // at a moment that nobody chose, and in its next life by itself at a seam
    private async Task<int> Torment(ServerProcess server, Task carrying, CancellationToken stop)
    {
        var killed = 0;
        foreach (var seam in Seams)
        {
            await ShareThrough(1 + killed / 2, carrying, stop);
            if (carrying.IsCompleted)
                break;
            await server.Kill();
            server.StartOnly(crashAt: seam);
            await server.Died(within: TimeSpan.FromSeconds(90));
            await server.Start();
            killed += 2;
        }

        return killed;
    }

    // the kills are spread over the documents, however fast the machine is, and none of them has its time
    private async Task ShareThrough(int share, Task carrying, CancellationToken stop)
    {
        while (Volatile.Read(ref _through) < share * Documents / (Seams.Length + 2) && !carrying.IsCompleted)
            await Task.Delay(50, stop);
        await Task.Delay(Random.Shared.Next(500), stop);
    }

    private static void AssertNumbers(IReadOnlyList<WalkedPaper> walked)
    {
        var all = Enumerable.Range(1, Documents).ToList();
        Assert.That(walked.Select(one => one.ArrivalNumber), Is.EquivalentTo(all));
        Assert.That(walked.Select(one => int.Parse(one.IssuedCode.Split('/')[0], null)), Is.EquivalentTo(all));
        Assert.That(walked.SelectMany(one => one.Deliveries).Select(delivery => delivery.State), Has.All.EqualTo("06"));
    }

    private static void AssertRecordedOnce(IReadOnlyList<AgencyRecord> records)
    {
        Assert.That(records, Has.Count.EqualTo(Documents));
        Assert.That(records.Select(record => record.DocumentId), Is.Unique);
        Assert.That(records.Select(record => record.Verdict), Has.All.EqualTo("passed"));
    }

    private static async Task AssertOfficeIsWhole(RunningOffice office)
    {
        var registers = await DocFlowBinary.Run("register", "verify", "--data", office.Data);
        var trail = await DocFlowBinary.Run("trail", "verify", "--data", office.Data);

        Assert.That(registers.ExitCode, Is.Zero, registers.All);
        Assert.That(registers.Output, Does.Contain($"1 to {Documents}"));
        Assert.That(trail.ExitCode, Is.Zero, trail.All);
    }
}
