using DocFlow.Contracts;
using DocFlow.Intake.Recalling;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Recalling;

public sealed class NoteRequestTests
{
    private RecallDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new RecallDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task A_recall_asked_with_status_13_stands_on_the_desk_once()
    {
        var asked = _desk.Recall();

        await _desk.Bring<NoteRecall, RecallAsked>(asked);
        await _desk.Bring<NoteRecall, RecallAsked>(asked);

        var request = (await _desk.Open()).Single();
        Assert.That((request.Kind, request.Reason), Is.EqualTo((PacketBusiness.Recall, "Gửi nhầm")));
        Assert.That(request.ExchangeId, Is.EqualTo(RecallDesk.Document));
    }

    [Test]
    public async Task A_recall_asked_with_a_document_message_is_the_same_request_and_keeps_its_packet()
    {
        var packet = await _desk.Packet(PacketBusiness.Recall, reason: "Ban hành sai thẩm quyền");

        await _desk.Bring<NoteChange, PacketAccepted>(packet);

        var request = (await _desk.Open()).Single();
        Assert.That((request.ExchangeId, request.Reason), Is.EqualTo((RecallDesk.Document, "Ban hành sai thẩm quyền")));
        Assert.That(request.PacketSha256, Is.EqualTo(packet.Sha256));
        Assert.That(await _desk.House.Finds("file.unowned"), Is.Empty);
    }

    [Test]
    public async Task An_update_says_which_document_and_what_it_is_now()
    {
        await _desk.Bring<NoteChange, PacketAccepted>(await _desk.Packet(PacketBusiness.Update, subject: "Trích yếu mới"));

        var request = (await _desk.Open()).Single();
        Assert.That((request.Kind, request.ExchangeId), Is.EqualTo((PacketBusiness.Update, RecallDesk.Document)));
        Assert.That(RequestedChange.Read(request.Change!).Subject, Is.EqualTo("Trích yếu mới"));
    }

    [Test]
    public async Task A_replacement_asks_about_each_document_that_it_replaces()
    {
        await _desk.Bring<NoteChange, PacketAccepted>(await _desk.Packet(PacketBusiness.Replace, document: RecallDesk.Newer));

        var request = (await _desk.Open()).Single();
        Assert.That((request.ExchangeId, request.Code), Is.EqualTo((RecallDesk.Document, "05/CVT-VP")));
        Assert.That(RequestedChange.Read(request.Change!).ExchangeId, Is.EqualTo(RecallDesk.Newer));
    }

    [Test]
    public async Task A_request_with_endless_words_is_kept_within_its_columns()
    {
        var endless = new string('x', 3000);
        var asked = _desk.Recall() with { Reason = endless, FromName = endless, Code = endless };

        await _desk.Bring<NoteRecall, RecallAsked>(asked);
        await _desk.Bring<NoteRecall, RecallAsked>(asked with { PacketId = Guid.CreateVersion7(), ExchangeId = endless });

        var request = (await _desk.Open()).Single();
        Assert.That((request.Reason.Length, request.FromName!.Length, request.Code.Length), Is.EqualTo((1000, 500, 100)));
    }

    [Test]
    public async Task A_new_document_asks_nothing()
    {
        await _desk.Bring<NoteChange, PacketAccepted>(await _desk.Packet(PacketBusiness.New));

        Assert.That(await _desk.Open(), Is.Empty);
    }
}
