using DocFlow.Benchmarks.Load.Auditing;
using NUnit.Framework;

namespace DocFlow.Tests.Load;

public sealed class AuditTests
{
    private static readonly Guid Case1 = Guid.CreateVersion7();
    private static readonly Guid Case2 = Guid.CreateVersion7();

    private static AuditFacts Whole { get; } = new()
    {
        Papers =
        [
            new SentPaper("R1-1", "1/CTT-R1", true, "1/BTT", ["G2", "G3"]), new SentPaper("R1-2", "2/CTT-R1", true, "2/BTT", ["G2"]),
            new SentPaper("R1-3", "3/CTT-R1", false, null, []),
        ],
        Arrivals = [.. Enumerable.Range(1, 3).Select(number => new ArrivalLine(number, Guid.CreateVersion7(), $"{number}/CTT-R1"))],
        Issues = [new IssueLine(1, Case1, "1/BTT", "issued", "aa"), new IssueLine(2, Case2, "2/BTT", "issued", "bb")],
        Packets = [Packet("G2", "1/BTT", "aa"), Packet("G3", "1/BTT", "aa"), Packet("G2", "2/BTT", "bb")],
    };

    [Test]
    public void A_whole_run_has_no_findings()
    {
        Assert.That(Audit.Judge(Whole), Is.Empty);
    }

    [Test]
    public void A_paper_missing_from_the_register_is_lost_and_leaves_a_gap()
    {
        var found = Audit.Judge(Whole with { Arrivals = [.. Whole.Arrivals.Where(line => line.ArrivalNumber != 2)] });

        Assert.That(found.Select(one => one.Kind), Is.EqualTo(new[] { "lost", "gap" }));
        Assert.That(found[0].Text, Does.Contain("R1-2"));
    }

    [Test]
    public void A_copy_that_a_recipient_does_not_hold_is_lost()
    {
        var found = Audit.Judge(Whole with { Packets = [.. Whole.Packets.Where(packet => packet.Agency != "G3")] });

        Assert.That(found.Single(), Is.EqualTo(new Finding("lost", "G3 does not hold 1/BTT (R1-1).")));
    }

    [Test]
    public void A_submission_that_was_never_issued_is_lost()
    {
        var found = Audit.Judge(Whole with { Papers = [Whole.Papers[0], Whole.Papers[1] with { IssuedCode = null }, Whole.Papers[2]] });

        Assert.That(found.Single(), Is.EqualTo(new Finding("lost", "R1-2 was never issued.")));
    }

    [Test]
    public void A_paper_in_trouble_is_stuck()
    {
        var found = Audit.Judge(Whole with { Papers = [.. Whole.Papers.Take(2), Whole.Papers[2] with { Trouble = "no answer" }] });

        Assert.That(found.Single().Kind, Is.EqualTo("stuck"));
    }

    [Test]
    public void An_arrival_number_given_twice_is_doubled()
    {
        var found = Audit.Judge(Whole with { Arrivals = [.. Whole.Arrivals.Take(2), Whole.Arrivals[2] with { ArrivalNumber = 2 }] });

        Assert.That(found.Single(), Is.EqualTo(new Finding("doubled", "arrival number 2 was given 2 times.")));
    }

    [Test]
    public void An_outgoing_number_given_twice_is_doubled_and_one_left_out_is_a_gap()
    {
        var doubled = Audit.Judge(Whole with { Issues = [Whole.Issues[0], Whole.Issues[1] with { Number = 1 }] });
        var gap = Audit.Judge(Whole with { Issues = [Whole.Issues[0], Whole.Issues[1] with { Number = 3 }] });

        Assert.That(doubled.Single(), Is.EqualTo(new Finding("doubled", "number 1 of the outgoing register was given 2 times.")));
        Assert.That(gap.Single(), Is.EqualTo(new Finding("gap", "outgoing number 2 is missing.")));
    }

    [Test]
    public void A_document_that_came_to_a_recipient_in_two_packets_is_doubled()
    {
        var found = Audit.Judge(Whole with { Packets = [.. Whole.Packets, Packet("G3", "1/BTT", "aa")] });

        Assert.That(found.Single(), Is.EqualTo(new Finding("doubled", "(G3, 1/BTT) was recorded 2 times.")));
    }

    [Test]
    public void A_document_whose_signatures_did_not_pass_is_unsigned()
    {
        var found = Audit.Judge(Whole with { Packets = [.. Whole.Packets.Take(2), Whole.Packets[2] with { Verdict = "failed" }] });

        Assert.That(found.Single(), Is.EqualTo(new Finding("unsigned", "2/BTT at G2 is failed.")));
    }

    [Test]
    public void Another_file_than_the_one_issued_is_found()
    {
        var found = Audit.Judge(Whole with { Packets = [.. Whole.Packets.Take(2), Whole.Packets[2] with { FileSha256 = "cc" }] });

        Assert.That(found.Single().Text, Does.Contain("is not the file that was issued"));
    }

    private static RecordedPacket Packet(string agency, string code, string file) =>
        new(agency, Guid.CreateVersion7(), code, file, "passed");
}
