using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Packets;
using DocFlow.Intake.Registering;
using DocFlow.Platform;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Packets;

public sealed class RegisterPacketTests
{
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task The_registration_is_filled_in_from_the_packet()
    {
        var shown = await Show(await _office.Arrives());

        Assert.That(shown.Document, Is.EqualTo(new Metadata
        {
            TypeName = "Công văn",
            CodeNumber = "05",
            CodeNotation = "CVT-VP",
            IssuedOn = new DateOnly(2026, 2, 1),
            OrganId = "T99.01",
            OrganName = "Cục Văn thư Thử nghiệm",
            Subject = "V/v thử nghiệm liên thông văn bản",
            Description = "Đề nghị cho ý kiến",
            SignerPosition = "Phó Cục trưởng",
            SignerName = "Nguyễn Thử Nghiệm",
            Urgency = Urgency.VeryUrgent,
            ToPlaces = "Như trên; Lưu: VT",
            DueOn = new DateOnly(2026, 3, 1),
        }));
    }

    [Test]
    public async Task One_act_registers_all_its_files_and_tells_the_sender_03()
    {
        var packet = await _office.Arrives(
            null, Arrived.File("05.pdf", Arrived.Pdf()), Arrived.File("so-lieu.xlsx", "PK not a pdf"u8.ToArray()));

        var arrival = (await Register(packet)).Answer;

        var told = (await _office.House.Sent<DocumentRegistered>()).Single();
        Assert.That(told.Files.Select(file => (file.Name, file.Purpose)),
            Is.EqualTo(new[] { ("05.pdf", FilePurpose.Main), ("so-lieu.xlsx", FilePurpose.Annex) }));
        Assert.That((told.DocumentId, told.Code, told.IssuerCode), Is.EqualTo((arrival.DocumentId, "05/CVT-VP", "T99.01")));
        Assert.That(await _office.Told(), Is.EqualTo("01 03"));
        Assert.That((await Show(packet)).State, Is.EqualTo(PacketState.Registered));
    }

    [Test]
    public async Task A_second_clerk_is_too_late()
    {
        var packet = await _office.Arrives();
        await Register(packet);

        var again = await Register(packet);

        Assert.That(again.Refusal?.Code, Is.EqualTo("document.files"));
        Assert.That(await _office.Told(), Is.EqualTo("01 03"));
    }

    [Test]
    public async Task A_file_of_a_packet_is_not_registered_without_its_packet()
    {
        var packet = await _office.Arrives();
        var file = (await Show(packet)).Item.Files.Single().FileId;

        var outcome = await _office.Register(IntakeOffice.Letter("1", file));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("file.of-packet"));
    }

    [Test]
    public async Task A_document_without_a_usable_main_file_is_not_registered_but_sent_back()
    {
        var packet = await _office.Arrives(null, Arrived.File("05.docx", "PK"u8.ToArray()));

        var registered = await Register(packet);
        var returned = await Return(packet, "Tệp chính không phải PDF.");

        Assert.That(registered.Refusal?.Code, Is.EqualTo("file.unusable"));
        Assert.That(returned.Answer.State, Is.EqualTo(PacketState.Returned));
        Assert.That((await _office.Answers())[1].Description, Is.EqualTo("Tệp chính không phải PDF."));
    }

    [Test]
    public async Task What_went_back_is_off_the_desk_and_not_registered_any_more()
    {
        var packet = await _office.Arrives();
        await Return(packet, "Thiếu phụ lục");

        var again = await Return(packet, "Thiếu phụ lục");
        var registered = await Register(packet);

        Assert.That((again.Refusal?.Code, registered.Refusal?.Code), Is.EqualTo(("packet.not-waiting", "document.files")));
        Assert.That(await _office.House.Database.Read(ListPackets.Count), Is.Zero);
        Assert.That(await _office.Told(), Is.EqualTo("01 02"));
    }

    [TestCase("")]
    [TestCase("a")]
    public async Task Sending_back_needs_a_reason(string reason)
    {
        var outcome = await Return(await _office.Arrives(), reason);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("packet.no-reason"));
    }

    [Test]
    public async Task A_clerk_sends_back_what_was_addressed_to_us_by_mistake()
    {
        var packet = await _office.Arrives();

        await _office.House.Database.Write(session =>
            ReturnPacket.Handle(new(packet, null) { WrongAddressee = true }, session, _office.Clerk));

        var told = (await _office.Answers())[1];
        Assert.That((told.Status, told.Staff), Is.EqualTo(("02", "Nguyễn Thị Lan")));
        Assert.That(told.Description, Does.StartWith("Văn bản 05/CVT-VP gửi nhầm nơi nhận"));
    }

    [Test]
    public async Task The_same_document_in_a_second_packet_is_shown_as_registered_and_may_be_attached()
    {
        var first = (await Register(await _office.Arrives())).Answer;
        var renamed = Arrived.Header() with { From = new() { OrganId = "T99.01", OrganName = "Cục VTLT" } };
        var second = await _office.Accepted(renamed, Arrived.File("05.pdf", Arrived.Pdf("second")));
        await _office.TakeIn(second with { ExchangeId = "T99.01-2026-05/CVT-VP" });

        var refused = await Register(second.PacketId);
        var attached = await Register(second.PacketId, command => command with { AttachTo = first.DocumentId });

        Assert.That(refused.Refusal?.Code, Is.EqualTo("document.duplicate"));
        Assert.That(attached.Answer.DocumentId, Is.EqualTo(first.DocumentId));
        Assert.That(await _office.Told(), Is.EqualTo("01 03 01 03"));
    }

    [Test]
    public async Task The_desk_has_the_most_urgent_first()
    {
        await _office.TakeIn(await _office.Accepted(Arrived.Header("06")) with { Urgency = Urgency.Normal });
        await _office.TakeIn(await _office.Accepted(Arrived.Header("07")) with { Urgency = Urgency.Express });

        var desk = (await _office.House.Database.Read(session => ListPackets.Handle(session, _office.Clerk))).Answer;

        Assert.That(desk.Select(item => item.Code), Is.EqualTo(new[] { "07/CVT-VP", "06/CVT-VP" }));
        Assert.That(desk.Select(item => item.Files.Count), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task A_state_secret_is_destroyed_with_its_packet_and_its_sender_told_02()
    {
        var packet = await _office.Arrives(null, Arrived.File("05.pdf", Arrived.Pdf()), Arrived.File("a.doc", "x"u8.ToArray()));

        var refused = await Register(packet, command => command with { Document = command.Document with { Secrecy = Secrecy.Secret } });

        Assert.That(refused.Refusal?.Code, Is.EqualTo("document.secret"));
        Assert.That(_office.StoredFiles(), Is.Empty);
        Assert.That((await _office.Answers())[1].Description, Does.Contain("bí mật nhà nước"));
        Assert.That(await _office.House.Database.Read(session => session.One<long>(DispatchIsTold)), Is.EqualTo(1));
        Assert.That((await Show(packet)).State, Is.EqualTo(PacketState.Returned));
    }

    [Test]
    public async Task A_voided_number_puts_the_document_back_on_the_desk()
    {
        var packet = await _office.Arrives(null, Arrived.File("05.pdf", Arrived.Pdf()), Arrived.File("a.doc", "x"u8.ToArray()));
        var arrival = (await Register(packet)).Answer;
        await _office.House.Run("update intake_document set ended_as = 'withdrawn'");

        await _office.House.Database.Write(session => VoidArrival.Handle(new(arrival.DocumentId, "Nhầm sổ"), session, _office.Clerk));
        var again = await Register(packet);

        Assert.That(again.Answer.ArrivalNumber, Is.EqualTo(2));
        Assert.That(await _office.Told(), Is.EqualTo("01 03 03"));
    }

    private Task<Outcome<RegisterDocument.Answer>> Register(
        Guid packet, Func<RegisterDocument.Command, RegisterDocument.Command>? with = null) => _office.RegisterPacket(packet, with);

    private Task<Outcome<ReturnPacket.Answer>> Return(Guid packet, string reason) =>
        _office.House.Database.Write(session => ReturnPacket.Handle(new(packet, reason), session, _office.Clerk));

    private Task<ShowPacket.Answer> Show(Guid packet) => _office.Show(packet);

    private const string DispatchIsTold = "select count(*) from outbox_message where type like '%DocumentRecalled'";
}
