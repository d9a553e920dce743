using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Identity.Agencies.Directory;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class RecordStatusTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _agency = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _agency = await Agency.Enrol(_dispatch, "H53");
        await _dispatch.Issue();
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_status_moves_the_copy_and_is_what_the_case_shows()
    {
        var before = await Shown();
        await _agency.Answer(StatusCode.Accepted);

        Assert.That((before, await Shown()), Is.EqualTo(("queued", "03")));
        Assert.That((await Copy()).Status, Is.EqualTo("03"));
    }

    [Test]
    public async Task The_same_status_again_is_answered_and_recorded_once()
    {
        await _agency.Answer(StatusCode.Accepted);
        _dispatch.Office.Clock.Now += TimeSpan.FromMinutes(1);

        var again = await _agency.Answer(StatusCode.Accepted);

        Assert.That(again.Refusal, Is.Null);
        Assert.That(await History(), Is.EqualTo(new[] { "03" }));
    }

    [Test]
    public async Task An_answer_taken_by_a_process_whose_clock_is_behind_is_shown_as_the_later_one()
    {
        await _agency.Answer(StatusCode.Accepted);
        _dispatch.Office.Clock.Now -= TimeSpan.FromMinutes(4);

        await _agency.Answer(StatusCode.Processing);

        Assert.That(await Shown(), Is.EqualTo("05"));
    }

    [Test]
    public async Task A_late_status_is_kept_in_the_history_and_moves_nothing_back()
    {
        await _agency.Answer(StatusCode.Processing);
        _dispatch.Office.Clock.Now += TimeSpan.FromMinutes(1);

        await _agency.Answer(StatusCode.Arrived);

        Assert.That((await Copy()).Status, Is.EqualTo("05"));
        Assert.That(await History(), Is.EqualTo(new[] { "05", "01" }));
    }

    [Test]
    public async Task Progress_may_be_reported_many_times()
    {
        await _agency.Answer(StatusCode.Processing, "Đã giao phòng A");
        await _agency.Answer(StatusCode.Processing, "Đã xin ý kiến phòng B");

        var history = await History();

        Assert.That(history, Is.EqualTo(new[] { "05", "05" }));
    }

    [TestCase("15")]
    [TestCase("16")]
    public async Task Answers_about_a_recall_are_kept_and_move_nothing(string code)
    {
        await _agency.Answer(new StatusCode(code), "Lý do");

        Assert.That(((await Copy()).Status, await History()), Is.EqualTo(((string?)null, new[] { code })));
    }

    [Test]
    public async Task A_status_of_another_agency_is_refused()
    {
        var refused = await _agency.Send(_agency.Packet(StatusCode.Accepted, from: "G12"));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("packet.sender-unknown"));
    }

    [Test]
    public async Task A_status_about_a_document_that_was_not_sent_to_them_is_refused()
    {
        var refused = await _agency.Answer(StatusCode.Accepted, document: "G22,2026/02/02,99/VPCP-TTĐT");

        Assert.That(refused.Refusal?.Code, Is.EqualTo("status.document-unknown"));
    }

    [Test]
    public async Task A_status_is_known_by_its_document_however_the_id_is_spaced_and_by_its_sender_s_old_code()
    {
        await _dispatch.Office.Database.Write(session => SetEntry.Handle(
            new SetEntry.Command("H53", "000.00.00.H53", "UBND tỉnh Tây Ninh", null, null), session, ("test", "Test")));

        await _agency.Send(_agency.Packet(StatusCode.Accepted, from: "000.00.00.H53", document: "G22, 2026/02/02, 01/VPCP-TTĐT"));

        Assert.That((await Copy()).Status, Is.EqualTo("03"));
    }

    private async Task<string> Shown() => (await _dispatch.Shown()).Single(copy => copy.RecipientCode == "H53").State;

    private async Task<DeliveryRow> Copy() => (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "H53");

    private Task<IReadOnlyList<string>> History() =>
        _dispatch.Office.Database.Read(session => session.List<string>("select code from dispatch_status order by recorded_at, id"));
}
