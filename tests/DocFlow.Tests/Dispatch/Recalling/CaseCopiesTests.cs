using DocFlow.Dispatch;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Recalling;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Recalling;

/// <summary>What the page of a case shows of its letter's copies, from the mailbox to the recall.</summary>
public sealed class CaseCopiesTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _h53 = null!;
    private IssueDocument.Issued _issued = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _h53 = await Agency.Enrol(_dispatch, "H53");
        await Agency.Enrol(_dispatch, "G12");
        _issued = await _dispatch.Issue();
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_copy_waits_is_sent_and_is_answered()
    {
        var waits = await Shown();
        await _h53.Acknowledge((await _h53.List()).Single().Id);
        var sent = await Shown();
        await _h53.Answer(StatusCode.Accepted);

        Assert.That((waits, sent, await Shown()), Is.EqualTo(("G12 queued, H53 queued", "G12 queued, H53 sent", "G12 queued, H53 03")));
    }

    [Test]
    public async Task What_is_asked_back_is_shown_until_it_is_answered_and_then_the_answer()
    {
        await _h53.Acknowledge((await _h53.List()).Single().Id);
        await Recall();
        var asked = await Shown();
        await _h53.Answer(StatusCode.ChangeRefused, "Đang thi hành");
        var refused = await Shown();
        await Recall();
        await _h53.Answer(StatusCode.ChangeAgreed);

        Assert.That(asked, Is.EqualTo("G12 recalled, H53 13"));
        Assert.That((refused, await Shown()), Is.EqualTo(("G12 recalled, H53 16", "G12 recalled, H53 15")));
    }

    [Test]
    public async Task A_late_status_that_moves_nothing_is_not_shown()
    {
        await _h53.Answer(StatusCode.Processing);
        await _h53.Answer(StatusCode.Arrived);

        Assert.That(await Shown(), Is.EqualTo("G12 queued, H53 05"));
    }

    [Test]
    public async Task What_is_asked_by_a_process_whose_clock_is_behind_is_shown_all_the_same()
    {
        await _h53.Answer(StatusCode.Accepted);
        _dispatch.Office.Clock.Now -= TimeSpan.FromMinutes(4);

        await Recall();

        Assert.That(await Shown(), Is.EqualTo("G12 recalled, H53 13"));
    }

    [Test]
    public async Task Whoever_is_asked_to_give_the_document_back_reads_what_was_issued_from_it_and_to_whom()
    {
        var document = (await _dispatch.Deliveries())[0].DocumentId;

        var uses = await _dispatch.Office.Database.Read(session => DispatchRoom.Room.UsesOf(session, document));

        var names = string.Join(", ", (await _dispatch.Deliveries()).Select(copy => copy.RecipientName).Order(StringComparer.Ordinal));
        Assert.That(uses.Single().En, Is.EqualTo($"Issued as {_issued.Code} to {names}; that one is ours and stays."));
    }

    private async Task<string> Shown() => string.Join(
        ", ", (await _dispatch.Shown()).OrderBy(copy => copy.RecipientCode).Select(copy => $"{copy.RecipientCode} {copy.State}"));

    private Task Recall() => new RecallDocument(new Once(_dispatch.Office.Database), new AskForCopy(new QueueStatus(_dispatch.Bell)))
        .Handle(_issued.IssueId, new("Gửi nhầm", null), DispatchOffice.Key(), _dispatch.Clerk, default);
}
