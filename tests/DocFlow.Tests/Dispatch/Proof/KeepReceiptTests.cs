using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Proof;

public sealed class KeepReceiptTests
{
    private TestInstallation _office = null!;
    private NodeKey _key = null!;

    [SetUp]
    public void Open()
    {
        _office = new TestInstallation();
        _key = new NodeKey(new KeyFolder(_office.Options));
    }

    [TearDown]
    public void Close()
    {
        _key.Dispose();
        _office.Dispose();
    }

    [Test]
    public async Task A_receipt_that_was_given_is_given_again_for_the_same_packet()
    {
        var receipt = Receipts.Sign(_key);
        await _office.Database.Write(session => GiveReceipt.Keep(session, Receipts.Said, receipt));

        var again = await _office.Database.Read(session => GiveReceipt.Again(session, Receipts.Said.PacketId));

        Assert.That(again, Is.EqualTo(receipt));
    }

    [Test]
    public async Task A_bad_receipt_is_kept_with_what_speaks_against_it()
    {
        var fault = await Got(Receipts.Said with { Length = 1 });

        Assert.That(fault, Is.EqualTo("receipt.other-packet"));
        Assert.That((await Kept()).Fault, Is.EqualTo(fault));
    }

    [Test]
    public async Task A_good_receipt_takes_the_place_of_a_bad_one_and_never_the_reverse()
    {
        await Got(Receipts.Said with { Length = 1 });
        await Got(Receipts.Said);
        await Got(Receipts.Said with { Length = 2 });

        Assert.That((await Kept()).Fault, Is.Null);
        Assert.That((await Kept()).Statement, Is.EqualTo(Receipts.Said.Write()));
    }

    [Test]
    public async Task One_that_we_give_and_one_that_we_get_for_the_same_packet_stand_side_by_side()
    {
        await _office.Database.Write(session => GiveReceipt.Keep(session, Receipts.Said, Receipts.Sign(_key)));

        Assert.That(await Got(Receipts.Said), Is.Null);
    }

    private Task<string?> Got(Acceptance said)
    {
        var sent = new KeepReceipt.Sent(Receipts.Said.PacketId, "G22", Receipts.Packet);
        return _office.Database.Write(session => KeepReceipt.Handle(session, sent, Receipts.Sign(_key, said)));
    }

    private Task<ReceiptRow> Kept() => _office.Database.Read(session => session.One<ReceiptRow>(
        $"select {ReceiptRow.Columns} from dispatch_receipt where given = @No", new { No = false }));
}
