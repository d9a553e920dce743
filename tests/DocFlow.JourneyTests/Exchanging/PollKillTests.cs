using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>Collecting from an exchange by a server that dies when it has the packet and has not said so.</summary>
public sealed class PollKillTests
{
    private static readonly AgencyEnrolment Sender = new("H77.01", "Ủy ban nhân dân xã Yên Bình", "", "");

    [Test]
    public async Task A_packet_that_was_accepted_and_not_acknowledged_is_fetched_again_and_recorded_once()
    {
        using var folder = new TemporaryFolder();
        await using var axis = await WaitingAxis.Open(new LetterOfAgency(new Uri("http://127.0.0.1/"), Sender).Write());
        await Enrol(folder, axis.Address);
        await using var server = new ServerProcess(folder["data"])
        {
            Environment = new Dictionary<string, string> { ["DOCFLOW_DELIVERY__POLLEVERY"] = "00:00:01" },
        };

        server.StartOnly(crashAt: "after-accept-before-acknowledge");
        await server.Died(within: TimeSpan.FromSeconds(90));
        var acknowledgedBefore = axis.Done;
        await server.Start();
        await axis.Acknowledged.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That((acknowledgedBefore, axis.Fetched, axis.Done), Is.EqualTo((0, 2, 1)), server.Said);
        Assert.That(await Rows(folder["data"], "dispatch_packet"), Is.EqualTo(1));
        Assert.That(await Rows(folder["data"], "dispatch_packet_copy"), Is.EqualTo(1));
    }

    private static async Task Enrol(TemporaryFolder folder, Uri axis)
    {
        await File.WriteAllTextAsync(folder["secret.txt"], "bi-mat");
        await Run(folder, "agency", "set", "--code", DemoPeople.Code, "--name", DemoPeople.Agency, "--place", DemoPeople.Place,
            "--notation", DemoPeople.Notation);
        await Run(folder, "peer", "add", "--code", "TRUC", "--endpoint", axis.ToString(), "--system", DemoPeople.Code,
            "--secret-file", folder["secret.txt"], "--takes-others", "true", "--polled", "true");
    }

    private static async Task Run(TemporaryFolder folder, params string[] words)
    {
        var ran = await DocFlowBinary.Run([.. words, "--data", folder["data"]]);
        Assert.That(ran.ExitCode, Is.Zero, ran.All);
    }

    private static async Task<long> Rows(string data, string table)
    {
        using var signal = new OutboxSignal();
        using var database = new Database(Trouble.Embedded(data), TimeProvider.System, signal);
        return await database.Read(session => session.One<long>("select count(*) from " + table));
    }
}
