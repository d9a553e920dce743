using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

/// <summary>A unit of ours that others write to under a code of its own.</summary>
public sealed class UnitCodeTests
{
    private const string Code = "G22.05";
    private DispatchOffice _dispatch = null!;
    private Guid _unit;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        await _dispatch.EnrolAgency();
        await Exchange.Agency.Enrol(_dispatch, "H53");
        _unit = await Unit("Vụ Tổng hợp");
        await Give(_unit, Code);
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_letter_of_ours_to_it_stays_in_the_house_and_its_answer_moves_the_copy()
    {
        var letter = _dispatch.Letter();
        await _dispatch.Issue(letter with { Draft = letter.Draft with { Recipients = [new Recipient(Code, "Vụ Tổng hợp")] } });
        await _dispatch.Sweep();
        var sent = await Copy();

        await Answer("03");
        await _dispatch.Sweep();

        var arrived = (await _dispatch.Office.Sent<PacketAccepted>()).Single();
        Assert.That((arrived.FromCode, arrived.ToCode, arrived.PacketId == default), Is.EqualTo(("G22", Code, false)));
        Assert.That((sent.State, (await Copy()).Status), Is.EqualTo((DeliveryRow.Sent, "03")));
    }

    [TestCase(new[] { Code }, Code)]
    [TestCase(new[] { "000.00.05.G22" }, Code)]
    [TestCase(new[] { Code, "G22" }, "G22")]
    public async Task A_packet_of_others_to_it_is_ours_under_the_code_that_it_names(string[] to, string ours)
    {
        await _dispatch.Office.Database.Write(session => SetEntry.Handle(
            new SetEntry.Command(Code, "000.00.05.G22", "Vụ Tổng hợp", "G22", null), session, By.System));

        var accepted = await Take(Packets.Letter(to));

        Assert.That(accepted.Answer.To, Is.EqualTo(new[] { ours }));
        Assert.That((await _dispatch.Office.Sent<PacketAccepted>()).Single().ToCode, Is.EqualTo(ours));
    }

    [Test]
    public async Task What_it_says_bears_its_own_name_below_the_agency()
    {
        await Answer("03", to: "H53");
        await _dispatch.Sweep();

        var sha256 = await _dispatch.Office.Database.Read(session => session.One<string>("select packet_sha256 from dispatch_answer"));
        await using var packet = await _dispatch.Office.Content.Open(sha256);
        var from = DocFlow.EdXml.Reading.PacketReader.Read(packet, _ => Stream.Null).Status!.From;

        Assert.That((from.OrganId, from.OrganName, from.OrganizationInCharge), Is.EqualTo((Code, "Vụ Tổng hợp", "Văn phòng Chính phủ")));
    }

    [TestCase("G22")]
    [TestCase("H53")]
    [TestCase("H53.OLD")]
    [TestCase(Code)]
    public async Task No_two_bear_one_code(string code)
    {
        await _dispatch.Office.Database.Write(session => SetEntry.Handle(
            new SetEntry.Command("H53", "H53.OLD", "UBND tỉnh Tây Ninh", null, null), session, By.System));

        var refused = await Give(await Unit("Vụ Pháp chế"), code);

        Assert.That(refused, Is.EqualTo("unit.code-taken"));
    }

    [Test]
    public async Task A_partner_cannot_be_enrolled_under_it_until_it_is_taken_away()
    {
        var refused = await Partner();
        await Give(_unit, "");
        var enrolled = await Partner();

        Assert.That((refused, enrolled), Is.EqualTo(("unit.code-taken", default(string))));
    }

    [TestCase("G22,05", "unit.code-invalid")]
    [TestCase("G22 05", "unit.code-invalid")]
    public async Task What_would_break_a_packet_is_no_code(string code, string refusal) =>
        Assert.That(await Give(_unit, code), Is.EqualTo(refusal));

    [TestCase("H53", null)]
    [TestCase("G12", "packet.sender-unknown")]
    public async Task A_system_speaks_for_a_unit_right_below_its_agency_and_for_no_other(string above, string? refusal)
    {
        await Below("H53.07", above);

        Assert.That((await Take(Packets.Letter(["G22"], From("H53.07")))).Refusal?.Code, Is.EqualTo(refusal));
    }

    [Test]
    public async Task A_system_does_not_speak_for_an_agency_below_that_has_a_system_of_its_own()
    {
        await Below("H53.07", "H53");
        await Exchange.Agency.Enrol(_dispatch, "H53.07");

        Assert.That((await Take(Packets.Letter(["G22"], From("H53.07")))).Refusal?.Code, Is.EqualTo("packet.sender-unknown"));
    }

    private static Func<DocumentPacket, DocumentPacket> From(string code) =>
        letter => letter with { Header = letter.Header with { From = new Organization { OrganId = code } } };

    private Task Below(string code, string above) => _dispatch.Office.Database.Write(session =>
        SetEntry.Handle(new SetEntry.Command(code, null, "Sở Tài chính", above, null), session, By.System));

    private async Task<Guid> Unit(string name) => (await _dispatch.Office.Database.Write(session =>
        AddUnit.Handle(new AddUnit.Command(name, "TH", null), session, By.System))).Answer.UnitId;

    private async Task<string?> Give(Guid unit, string code) => (await _dispatch.Office.Database.Write(session =>
        SetUnitCode.Handle(unit, new SetUnitCode.Command(code), session, By.System))).Refusal?.Code;

    private async Task<string?> Partner() => (await _dispatch.Office.Database.Write(session =>
        AddPartner.Handle(new AddPartner.Command(Code, "Vụ Tổng hợp", null), "protected", session, By.System))).Refusal?.Code;

    private async Task<DeliveryRow> Copy() => (await _dispatch.Deliveries()).Single();

    // what Intake has told the sender, from the unit's code
    private Task Answer(string status, string to = "G22") => _dispatch.Office.Database.Write(session =>
        new QueueStatus(_dispatch.Bell).Add(session, new StatusToSend
        {
            Id = Guid.CreateVersion7(),
            FromCode = Code,
            ToCode = to,
            ExchangeId = Exchange.Agency.Document,
            Code = "01/VPCP-TTĐT",
            Status = new StatusCode(status),
            GivenAt = session.Now,
        }));

    private async Task<Outcome<Accepted>> Take(byte[] packet)
    {
        using var bytes = new MemoryStream(packet);
        var from = new PacketSource("H53", "UBND tỉnh Tây Ninh", PacketWay.Vxp);
        return await _dispatch.Sending.Accept.Handle(bytes, packet.Length, null, from, default);
    }
}
