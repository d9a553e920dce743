using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Tests.Intake.Packets;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Recalling;

public sealed class ChangeTests
{
    private RecallDesk _desk = null!;
    private Guid _document;

    [SetUp]
    public async Task Open()
    {
        _desk = new RecallDesk();
        _document = await _desk.Registered(await _desk.Office.Arrives());
    }

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task An_agreed_update_changes_the_register_with_old_and_new_in_the_trail()
    {
        var request = await _desk.Asks(await _desk.Packet(PacketBusiness.Update, subject: "Trích yếu đã sửa"));
        var changes = (await _desk.Show(request)).Changes;

        await _desk.Agree(request);

        Assert.That(changes.Select(change => change.Name), Does.Contain("subject").And.Contain("due_on"));
        Assert.That((await Entry()).Subject, Is.EqualTo("Trích yếu đã sửa"));
        var trail = await _desk.Office.One<string>("select details from trail_entry where act = 'update-agreed'");
        Assert.That(trail, Does.Contain("Trích yếu đã sửa").And.Contain("V/v thử nghiệm liên thông văn bản"));
        Assert.That((await _desk.House.Sent<SenderAnswered>())[^1].Status, Is.EqualTo("15"));
    }

    [Test]
    public async Task An_agreed_update_is_told_to_the_room_that_carries_the_document()
    {
        var request = await _desk.Asks(await _desk.Packet(PacketBusiness.Update, subject: "Trích yếu đã sửa"));

        await _desk.Agree(request);

        var told = (await _desk.House.Sent<DocumentUpdated>()).Single();
        Assert.That((told.DocumentId, told.Was.Subject, told.Now.Subject),
            Is.EqualTo((_document, "V/v thử nghiệm liên thông văn bản", "Trích yếu đã sửa")));
        Assert.That((told.Now.DueOn, told.Now.Urgency), Is.EqualTo((new DateOnly(2026, 2, 20), Urgency.Urgent)));
    }

    [Test]
    public async Task The_form_of_a_document_that_waits_on_the_desk_is_filled_in_as_it_was_corrected()
    {
        var packet = await _desk.Office.Arrives(Arrived.Header("09"));
        var about = "T99.01,2026/02/01,09/CVT-VP";
        await _desk.Agree(await _desk.Asks(await _desk.Packet(PacketBusiness.Update, about, "Trích yếu đã sửa")));

        var form = (await _desk.Form(packet)).Document;

        Assert.That((form.Subject, form.DueOn, form.Urgency), Is.EqualTo(("Trích yếu đã sửa", new DateOnly(2026, 2, 20), Urgency.Urgent)));
        Assert.That((form.SignerName, form.CodeNumber), Is.EqualTo(("Nguyễn Thử Nghiệm", "09")));
        Assert.That(await _desk.House.Sent<DocumentUpdated>(), Is.Empty);
    }

    [Test]
    public async Task A_refused_update_changes_nothing()
    {
        var request = await _desk.Asks(await _desk.Packet(PacketBusiness.Update, subject: "Trích yếu đã sửa"));

        await _desk.Refuse(request, "Đã giải quyết xong");

        Assert.That((await Entry()).Subject, Is.EqualTo("V/v thử nghiệm liên thông văn bản"));
        var answer = (await _desk.House.Sent<SenderAnswered>())[^1];
        Assert.That((answer.Status, answer.Description), Is.EqualTo(("16", "Đã giải quyết xong")));
    }

    [Test]
    public async Task A_replacement_lies_on_the_desk_and_the_old_document_is_marked_once_it_is_agreed_to()
    {
        var packet = await _desk.Packet(PacketBusiness.Replace, document: RecallDesk.Newer);
        await _desk.Office.TakeIn(packet);
        var request = await _desk.Asks(packet);

        await _desk.Agree(request);

        Assert.That(await _desk.Office.One<string>("select state from intake_packet where id = @PacketId", packet), Is.EqualTo("Waiting"));
        Assert.That((await Entry()).ReplacedByCode, Is.EqualTo("08/CVT-VP"));
        var answer = (await _desk.House.Sent<SenderAnswered>())[^1];
        Assert.That((answer.Status, answer.ExchangeId), Is.EqualTo(("15", RecallDesk.Newer)));
    }

    [Test]
    public async Task What_was_given_back_is_neither_updated_nor_replaced()
    {
        await _desk.Agree(await _desk.Asks());

        var refused = await _desk.Agree(await _desk.Asks(await _desk.Packet(PacketBusiness.Update)));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("request.document-given-back"));
    }

    private async Task<ListRegister.Entry> Entry() =>
        (await _desk.House.Database.Read(session => ShowArrival.Handle(_document, session, _desk.Clerk))).Answer.Entry;
}
