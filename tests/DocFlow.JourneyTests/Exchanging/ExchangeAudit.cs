using System.Diagnostics;
using DocFlow.Dispatch.Proof;
using DocFlow.JourneyTests.Support;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>What one installation has of another's documents when the day is over, and whether both tell the same story.</summary>
internal static class ExchangeAudit
{
    private sealed record Told(string ExchangeId, string Status);

    /// <summary>Looks at what <paramref name="to"/> has of <paramref name="from"/>.</summary>
    public static async Task Of(Neighbour to, Neighbour from, int documents)
    {
        await Quiet(to);
        await Quiet(from);
        await AssertArrivedOnce(to, documents);
        await AssertBothSay(to, from, documents);
        await AssertReceipts(from, documents);
        await AssertWhole(to, arrivals: 2 * documents);
        await AssertOutsideEyes(to, from);
    }

    // an answer that met a killed neighbour is sent again later and later, but not for ever; a receipt that a kill took is fetched
    private static async Task Quiet(Neighbour office)
    {
        for (var waited = Stopwatch.StartNew(); (await office.Ask<long>(UnderWay))[0] > 0; await Task.Delay(200))
            Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromMinutes(10)), $"{office.Us.Name} still has something under way");
    }

    private const string UnderWay = """
        select (select count(*) from dispatch_answer where state <> 'sent')
            + (select count(*) from dispatch_delivery where peer_code is not null and peer_doc_id is null)
            + (select count(*) from outbox_message where finished_at is null)
        """;

    private static async Task AssertArrivedOnce(Neighbour to, int documents)
    {
        var arrived = await to.Ask<string>("select exchange_id from intake_packet");
        var states = await to.Ask<string>("select distinct state from intake_packet");
        var seen = await to.Ask<string>("select report from intake_file where packet_id is not null");

        Assert.That(arrived, Has.Count.EqualTo(documents));
        Assert.That(arrived, Is.Unique);
        Assert.That(states, Is.EqualTo(["Registered"]));
        Assert.That(seen, Has.Count.EqualTo(documents));
        Assert.That(seen, Has.All.Contains("TOTAL-PASSED").And.All.Not.Contains("INDETERMINATE").And.All.Not.Contains("TOTAL-FAILED"));
    }

    private static async Task AssertBothSay(Neighbour to, Neighbour from, int documents)
    {
        var told = await to.Ask<Told>("""
            select p.exchange_id as exchange_id, a.status as status
            from intake_answer a
            join intake_packet p on p.id = a.packet_id
            """);
        var heard = await from.Ask<Told>("""
            select d.exchange_id as exchange_id, s.code as status
            from dispatch_status s
            join dispatch_delivery d on d.id = s.delivery_id
            """);

        Assert.That(heard, Is.EquivalentTo(told));
        Assert.That(told.Where(one => one.Status is "01" or "03" or "06").ToList(), Has.Count.EqualTo(3 * documents));
        Assert.That(told, Is.Unique);
    }

    // a receipt for each letter, signed with the key that was pinned
    private static async Task AssertReceipts(Neighbour from, int documents)
    {
        var letters = await from.Ask<Guid>("select distinct document_id from dispatch_delivery");
        var receipts = new List<ListReceipts.Line>();
        foreach (var letter in letters)
            receipts.AddRange(await from.Look(session => ListReceipts.Handle(session, letter)));

        Assert.That(receipts.Select(receipt => receipt.Verdict), Has.All.EqualTo(Verdict.Passed));
        Assert.That(receipts.Count(receipt => receipt is { Given: false, Said.Kind: "new" }), Is.EqualTo(documents));
    }

    private static async Task AssertWhole(Neighbour office, int arrivals)
    {
        var registers = await DocFlowBinary.Run("register", "verify", "--data", office.Data);
        var trail = await DocFlowBinary.Run("trail", "verify", "--data", office.Data);
        var reconciled = await DocFlowBinary.Run("reconcile", "--hash", "--data", office.Data);

        Assert.That(registers.ExitCode, Is.Zero, registers.All);
        Assert.That(registers.Output, Does.Contain($"1 to {arrivals}").And.Contain($"1 to {arrivals / 2}"));
        Assert.That(trail.ExitCode, Is.Zero, trail.All);
        Assert.That(reconciled.ExitCode, Is.Zero, reconciled.All);
    }

    // a letter as it lies in the receiver's store, judged by programs that know only the sender's certificate
    private static async Task AssertOutsideEyes(Neighbour to, Neighbour from)
    {
        var sha256 = (await to.Ask<string>("select min(sha256) from intake_file where packet_id is not null"))[0];
        var stored = Directory.EnumerateFiles(to.Data, sha256 + "*", SearchOption.AllDirectories).Single();
        var letter = Path.Combine(to.Scratch, "received.pdf");
        File.Copy(stored, letter, overwrite: true);
        var ours = await DocFlowBinary.Run(
            "verify", letter, "--trust", to.TrustIn(from, ".pem"), "--crl", to.TrustIn(from, ".crl"));
        var theirs = await OtherTools.PdfSig(letter, to.TrustIn(from, ".pem"), to.Scratch);

        Assert.That(ours.ExitCode, Is.Zero, ours.All);
        Assert.That(theirs, Does.Contain("Signature is Valid.").And.Contain("Certificate is Trusted.").And.Not.Contain("Invalid"));
    }
}
