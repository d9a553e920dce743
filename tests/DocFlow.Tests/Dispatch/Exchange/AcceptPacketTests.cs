using System.Text;
using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Proof;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class AcceptPacketTests
{
    private static readonly PacketSource TayNinh = new("H53", "UBND tỉnh Tây Ninh", PacketWay.Vxp);

    private DispatchOffice _dispatch = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        await _dispatch.Issue();
        await Agency.Enrol(_dispatch, "H53");
        await Agency.Enrol(_dispatch, "G12");
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_document_for_us_is_stored_and_told_to_the_other_rooms()
    {
        var accepted = (await Accept(Packets.Letter(["G22"]))).Answer;

        var told = (await _dispatch.Office.Sent<PacketAccepted>()).Single();
        Assert.That((told.PacketId, told.Sha256, told.ToCode), Is.EqualTo((accepted.PacketId, accepted.Sha256, "G22")));
        Assert.That((told.ExchangeId, told.Code, told.Urgency), Is.EqualTo((Packets.Theirs, "7/UBND-VX", Urgency.Urgent)));
        Assert.That(_dispatch.Office.Content.Has(accepted.Sha256));
        Assert.That(CheckReceipt.Fault(accepted.Receipt!, new(accepted.ExchangeId, accepted.Sha256, accepted.Length)), Is.Null);
    }

    [Test]
    public async Task The_same_packet_again_gets_the_same_answer_and_is_told_once()
    {
        var first = (await Accept(Packets.Letter(["G22"]))).Answer;

        var again = (await Accept(Packets.Letter(["G22"]))).Answer;

        Assert.That((again.PacketId, again.Receipt, again.Again), Is.EqualTo((first.PacketId, first.Receipt, true)));
        Assert.That(await _dispatch.Office.Sent<PacketAccepted>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_same_packet_from_two_calls_at_once_is_recorded_once()
    {
        var packet = Packets.Letter(["G22", "G12"]);

        var both = await Task.WhenAll(Task.Run(() => Accept(packet)), Task.Run(() => Accept(packet)));

        Assert.That(both[0].Answer.PacketId, Is.EqualTo(both[1].Answer.PacketId));
        Assert.That(await Count("dispatch_packet_copy"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_document_for_an_agency_enrolled_here_waits_in_its_mailbox()
    {
        var accepted = (await Accept(Packets.Letter(["G12", "H99"]))).Answer;

        Assert.That(accepted.To, Is.EqualTo(new[] { "G12" }));
        Assert.That(await _dispatch.Office.Sent<PacketAccepted>(), Is.Empty);
    }

    [Test]
    public async Task Recipients_named_beside_a_packet_that_is_here_already_get_their_copies()
    {
        await Accept(Packets.Letter(["G12", "G22"]), TayNinh with { To = ["G12"] });

        var more = (await Accept(Packets.Letter(["G12", "G22"]), TayNinh with { To = ["G22"] })).Answer;

        Assert.That((more.To, more.Again), Is.EqualTo((new[] { "G12", "G22" }, false)));
        Assert.That(await _dispatch.Office.Sent<PacketAccepted>(), Has.Count.EqualTo(1));
    }

    [TestCase("H99", "packet.receiver-unknown")]
    [TestCase("G16", "packet.receiver-locked")]
    public async Task Of_recipients_named_beside_a_packet_none_is_left_out_unseen(string other, string code)
    {
        await Agency.Enrol(_dispatch, "G16");
        await _dispatch.Office.Run("update identity_partner set active = @No where code = 'G16'", new { No = false });

        var refused = await Accept(Packets.Letter(["G12", other]), TayNinh with { To = ["G12", other] });

        Assert.That(refused.Refusal?.Code, Is.EqualTo(code));
        Assert.That(refused.Refusal!.En, Does.Contain(other).And.Not.Contain("G12"));
        Assert.That(await Count("dispatch_packet"), Is.Zero);
    }

    [Test]
    public async Task Not_even_the_agency_above_us_sends_in_our_name()
    {
        await _dispatch.Office.Database.Write(session => SetEntry.Handle(
            new SetEntry.Command("G22", null, "Văn phòng Chính phủ", "H53", null), session, By.System));
        var ours = Packets.Letter(["G12"], packet => packet with
        {
            Header = packet.Header with { From = packet.Header.From with { OrganId = "G22" } },
        });

        var refused = await Accept(ours);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("packet.sender-unknown"));
    }

    [Test]
    public async Task A_status_about_a_copy_of_ours_moves_it()
    {
        await Accept(Packets.Status("03", Agency.Document, "G22"));

        var copy = (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "H53");
        Assert.That((copy.State, copy.Status), Is.EqualTo(("sent", "03")));
    }

    [Test]
    public async Task A_sender_that_asks_for_its_document_back_is_heard()
    {
        await Accept(Packets.Status("13", Packets.Theirs, "G22", "Nhầm nơi nhận"));

        var asked = (await _dispatch.Office.Sent<RecallAsked>()).Single();
        Assert.That((asked.FromCode, asked.ExchangeId, asked.Reason), Is.EqualTo(("H53", Packets.Theirs, "Nhầm nơi nhận")));
    }

    [TestCase("nobody here", "packet.receiver-unknown")]
    [TestCase("locked", "packet.receiver-locked")]
    [TestCase("secret", "packet.secret")]
    [TestCase("no xml", "packet.unreadable")]
    [TestCase("not theirs", "packet.sender-unknown")]
    [TestCase("a status nobody waits for", "status.document-unknown")]
    [TestCase("other bytes", "packet.cut")]
    [TestCase("about a document whose id is too long", "packet.incomplete")]
    public async Task What_cannot_be_taken_is_refused_and_nothing_is_recorded(string what, string code)
    {
        await _dispatch.Office.Run("update identity_partner set active = @No where code = 'G12'", new { No = false });

        var refused = await Offer(what);

        Assert.That(refused.Refusal?.Code, Is.EqualTo(code));
        Assert.That(await Count("dispatch_packet"), Is.Zero);
    }

    [Test]
    public async Task Of_a_refused_packet_nothing_is_in_the_store()
    {
        var packet = Packets.Letter(["H99"]);

        await Accept(packet);

        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(packet));
        Assert.That(_dispatch.Office.Content.Has(sha256), Is.False);
    }

    [Test]
    public async Task A_packet_whose_bytes_were_destroyed_while_it_was_judged_is_to_be_sent_again()
    {
        var packet = (await _dispatch.Office.Content.Put(new MemoryStream(Packets.Letter(["G22"])), 1_000_000)).Answer;

        var taken = await _dispatch.Sending.Accept.Handle(packet, TayNinh, Destroyed, default);

        Assert.That(taken.Refusal?.Code, Is.EqualTo("file.vanished"));
        Assert.That(await _dispatch.Office.Sent<PacketAccepted>(), Is.Empty);

        Task<Refusal?> Destroyed(Session session)
        {
            _dispatch.Office.Content.Destroy(packet.Sha256);
            return Task.FromResult<Refusal?>(null);
        }
    }

    private Task<Outcome<Accepted>> Offer(string what) => what switch
    {
        "nobody here" => Accept(Packets.Letter(["H99"])),
        "locked" => Accept(Packets.Letter(["G12"])),
        "secret" => Accept(Packets.Letter(["G22"], packet => packet with { Header = packet.Header with { Content = "Tối mật" } })),
        "no xml" => Accept("%PDF"u8.ToArray()),
        "not theirs" => Accept(Packets.Letter(["G22"]), new PacketSource("G12", "Bộ Tài chính", PacketWay.Vxp)),
        "other bytes" => Accept(Packets.Letter(["G22"]), sha256: new string('0', 64)),
        "about a document whose id is too long" => Accept(Recall(new string('9', 201) + "/UBND-VX")),
        _ => Accept(Packets.Status("03", "G22,2026/02/02,99/VPCP-TTĐT", "G22")),
    };

    // our own writer would not write it
    private static byte[] Recall(string number)
    {
        var recall = new Bussiness { DocType = BussinessDocType.Recall, DocumentId = "H53,2026/02/02,6/UBND-VX", Reason = "Sai" };
        var packet = Encoding.UTF8.GetString(Packets.Letter(["G22"], packet => packet with { Bussiness = recall }));
        return Encoding.UTF8.GetBytes(packet.Replace("6/UBND-VX", number, StringComparison.Ordinal));
    }

    private Task<Outcome<Accepted>> Accept(byte[] packet, PacketSource? from = null, string? sha256 = null) =>
        Packets.Door(_dispatch.Office).Handle(new MemoryStream(packet), 1_000_000, sha256, from ?? TayNinh, default);

    private Task<long> Count(string table) =>
        _dispatch.Office.Database.Read(session => session.One<long>("select count(*) from " + table));
}
