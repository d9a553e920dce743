using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Recalling;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>What we hold for agencies that collect here, once its sender wants it back.</summary>
public sealed class RelayedRecallTests
{
    private DispatchOffice _dispatch = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        await _dispatch.EnrolAgency();
        await Agency.Enrol(_dispatch, "H53");
        await Agency.Enrol(_dispatch, "G12");
        await Agency.Enrol(_dispatch, "G16");
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_copy_that_its_recipient_gave_back_is_destroyed_here_and_answers_410()
    {
        var packet = await Bring("H53", Packets.Letter(["G12"]));
        var line = (await Waiting("G12")).Single();
        await Bring("H53", Packets.Status("13", Packets.Theirs, "G12", "Gửi nhầm"));

        await Bring("G12", Said("15"));
        await _dispatch.Office.Condemned.Round(default);

        var fetched = await _dispatch.Office.Database.Write(async session =>
            await Mailbox.Fetch(session, (await Partner.OfCode(session, "G12"))!, line.Id));
        Assert.That(_dispatch.Office.Content.Has(packet.Sha256), Is.False);
        Assert.That((fetched.Refusal?.Code, fetched.Refusal?.Kind), Is.EqualTo(("exchange.packet-given-back", RefusalKind.Gone)));
        Assert.That(await Waiting("G12"), Is.Empty);
        Assert.That(await _dispatch.Office.Finds("file.missing"), Is.Empty);
    }

    [Test]
    public async Task What_another_agency_has_still_to_collect_is_destroyed_once_it_has()
    {
        var packet = await Bring("H53", Packets.Letter(["G12", "G16"]));
        await Bring("H53", Packets.Status("13", Packets.Theirs, "G12", "Gửi nhầm"));
        await Bring("G12", Said("15"));
        await _dispatch.Office.Condemned.Round(default);
        var before = _dispatch.Office.Content.Has(packet.Sha256);

        await Collect("G16");
        await _dispatch.Office.Condemned.Round(default);

        Assert.That((before, _dispatch.Office.Content.Has(packet.Sha256)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task What_we_gave_back_ourselves_goes_once_the_last_of_the_others_has_collected_it()
    {
        var packet = await Bring("H53", Packets.Letter(["G22", "G12"]));
        await Bus.Bring<LetGoOfPacket, DocumentRecalled>(_dispatch.Office, Recalled(packet.Sha256), times: 2);

        await Collect("G12");
        await _dispatch.Office.Condemned.Round(default);

        Assert.That(_dispatch.Office.Content.Has(packet.Sha256), Is.False);
        Assert.That(await _dispatch.Office.Finds("file.unowned"), Is.Empty);
    }

    [Test]
    public async Task What_a_unit_of_ours_gave_back_is_destroyed_as_well()
    {
        await _dispatch.Office.Database.Write(async session =>
        {
            var unit = await AddUnit.Handle(new AddUnit.Command("Vụ Tổng hợp", "TH", null), session, By.System);
            return await SetUnitCode.Handle(unit.Answer.UnitId, new SetUnitCode.Command("G22.05"), session, By.System);
        });
        var packet = await Bring("H53", Packets.Letter(["G22.05"]));

        await Bus.Bring<LetGoOfPacket, DocumentRecalled>(_dispatch.Office, Recalled(packet.Sha256), times: 1);
        await _dispatch.Office.Condemned.Round(default);

        Assert.That(_dispatch.Office.Content.Has(packet.Sha256), Is.False);
    }

    [Test]
    public async Task A_state_secret_is_taken_from_those_who_have_not_collected_it()
    {
        var packet = await Bring("H53", Packets.Letter(["G22", "G12"]));

        await Bus.Bring<LetGoOfPacket, DocumentRecalled>(_dispatch.Office, Recalled(packet.Sha256) with { IsSecret = true }, times: 2);
        await _dispatch.Office.Condemned.Round(default);

        Assert.That(await Waiting("G12"), Is.Empty);
        Assert.That(_dispatch.Office.Content.Has(packet.Sha256), Is.False);
    }

    [Test]
    public async Task What_was_given_back_is_there_again_for_a_recipient_that_never_had_it()
    {
        var letter = Packets.Letter(["G12", "G16"]);
        await Bring("H53", letter, to: "G12");
        await Bring("H53", Packets.Status("13", Packets.Theirs, "G12", "Gửi nhầm"));
        await Bring("G12", Said("15"));
        await _dispatch.Office.Condemned.Round(default);

        var again = await Bring("H53", letter, to: "G16");
        await _dispatch.Office.Condemned.Round(default);

        Assert.That(_dispatch.Office.Content.Has(again.Sha256), Is.True);
        await Collect("G16");
        await _dispatch.Office.Condemned.Round(default);
        Assert.That(_dispatch.Office.Content.Has(again.Sha256), Is.False, "G16 has it, and G12 gave it back");
    }

    [Test]
    public async Task An_agreement_to_an_update_or_to_nothing_destroys_nothing()
    {
        var packet = await Bring("H53", Packets.Letter(["G12"]));
        await Bring("G12", Said("15"));
        await Bring("H53", Packets.Letter(["G12"], Update));

        await Bring("G12", Said("15", "Đồng ý cập nhật"));
        await _dispatch.Office.Condemned.Round(default);

        Assert.That(_dispatch.Office.Content.Has(packet.Sha256), Is.True);
        Assert.That((await Waiting("G12")).Select(line => line.Sha256), Does.Contain(packet.Sha256));
    }

    private static DocumentPacket Update(DocumentPacket letter) => letter with
    {
        Bussiness = new Bussiness
        {
            DocType = BussinessDocType.Update,
            DocumentId = Packets.Theirs,
            Reason = "Có sai sót",
            Change = new DocumentChange(1, null, null),
        },
    };

    private async Task<Accepted> Bring(string from, byte[] packet, string? to = null)
    {
        _dispatch.Office.Clock.Now += TimeSpan.FromSeconds(1);
        using var bytes = new MemoryStream(packet);
        var source = new PacketSource(from, "Cơ quan " + from, PacketWay.Vxp) { To = to is null ? null : [to] };
        return (await _dispatch.Sending.Accept.Handle(bytes, packet.Length, sha256: null, source, default)).Answer;
    }

    private Task<IReadOnlyList<MailboxLine>> Waiting(string agency) => _dispatch.Office.Database.Read(async session =>
        await Mailbox.Waiting(session, (await Partner.OfCode(session, agency))!, "edoc"));

    private async Task Collect(string agency)
    {
        var line = (await Waiting(agency)).Single();
        await _dispatch.Office.Database.Write(async session => await AcknowledgeMail.Handle(
            session, (await Partner.OfCode(session, agency))!, line.Id, AcknowledgeMail.Done));
    }

    private byte[] Said(string code, string? why = null)
    {
        using var bytes = new MemoryStream();
        PacketWriter.WriteStatus(bytes, new StatusPacket
        {
            From = new Organization { OrganId = "G12" },
            ResponseFor = new ResponseFor { OrganId = "H53", Code = "7/UBND-VX", DocumentId = Packets.Theirs },
            StatusCode = new StatusCode(code),
            Description = why,
            Timestamp = PacketTime.At(_dispatch.Office.Clock.Now),
        });
        return bytes.ToArray();
    }

    private static DocumentRecalled Recalled(string sha256) => new()
    {
        RequestId = Guid.CreateVersion7(),
        Files = [sha256],
        Code = "7/UBND-VX",
        Reason = "Gửi nhầm",
        AgreedByName = "Nguyễn Thị Lan",
        AgreedAt = DateTimeOffset.UnixEpoch,
    };
}
