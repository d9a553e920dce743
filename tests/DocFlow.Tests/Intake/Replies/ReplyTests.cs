using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Intake;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Intake.Packets;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Replies;

public sealed class ReplyTests
{
    private IntakeOffice _office = null!;
    private RegisterDocument.Answer _submission = null!;

    [SetUp]
    public async Task Open()
    {
        _office = new IntakeOffice();
        await _office.House.Database.Write(session =>
            SetAgency.Handle(new(Arrived.OurCode, "Sở Thử nghiệm", "Hà Nội", "STN", null), session, By.System));
        _submission = await _office.Registered("12");
        await _office.HearsOfIssue(_submission.DocumentId, "07/STN-VP");
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [TestCase("T77.05,2026/02/02,07/STN-VP", null, null)]
    [TestCase("T77.05, 02/02/2026 , 7/STN-VP", null, null)]
    [TestCase("T77.05-2026-07/STN-VP", null, null)]
    [TestCase("0198f2a0-5f3e-7c11-9a55-1234567890ab", "07/STN-VP", "2026/02/02")]
    [TestCase(null, "7 / STN-VP", null)]
    public async Task A_reply_is_linked_to_what_we_issued_in_whatever_form_it_names_it(string? id, string? code, string? day)
    {
        PacketDate? on = day is null ? null : new PacketDate(day);
        var packet = await Reply(new() { OrganId = "t77.05", DocumentId = id, Code = code, PromulgationDate = on });

        var shown = (await _office.Show(packet)).Answers.Single();
        var reply = (await _office.RegisterPacket(packet)).Answer;

        Assert.That((shown.Code, shown.DocumentId), Is.EqualTo(("07/STN-VP", _submission.DocumentId)));
        var (arrival, answered) = (await Arrival(reply.DocumentId), await Arrival(_submission.DocumentId));
        Assert.That(arrival.Answers.Single().Code, Is.EqualTo("07/STN-VP"));
        Assert.That(arrival.Entry.RepliesTo, Is.EqualTo("07/STN-VP"));
        Assert.That(answered.Replies.Single().Code, Is.EqualTo("05/CVT-VP"));
    }

    [TestCase("T11,2026/02/02,07/STN-VP", null)]
    [TestCase("T77.05,2025/02/02,07/STN-VP", null)]
    [TestCase(null, "08/STN-VP")]
    public async Task What_others_issued_or_another_year_is_none_of_ours(string? id, string? code)
    {
        var packet = await Reply(new() { OrganId = "T77.05", DocumentId = id, Code = code });

        Assert.That((await _office.Show(packet)).Answers, Is.Empty);
    }

    [Test]
    public async Task A_draft_that_answers_an_arrival_of_the_exchange_names_it_as_its_sender_does()
    {
        var asked = (await _office.RegisterPacket(await _office.Arrives())).Answer;
        var draft = (await _office.Receive(TinyPdf.Classic(TinyPdf.Page, "(draft)"))).Answer.FileId;

        var reply = await _office.Register(await Submission(draft, $"{asked.ArrivalNumber}/2026"));
        await _office.HearsOfIssue(reply.Answer.DocumentId, "09/STN-VP");

        var told = (await _office.House.Sent<DocumentRegistered>()).Single(message => message.DocumentId == reply.Answer.DocumentId);
        Assert.That(told.Draft!.Answers, Is.EqualTo(new AnsweredDocument
        {
            DocumentId = asked.DocumentId,
            OrganId = "T99.01",
            Code = "05/CVT-VP",
            IssuedOn = new DateOnly(2026, 2, 1),
            ExchangeId = "T99.01,2026/02/01,05/CVT-VP",
        }));
        Assert.That((await Arrival(asked.DocumentId)).Entry.AnswerCode, Is.EqualTo("09/STN-VP"));
    }

    [Test]
    public async Task A_draft_that_answers_a_number_nobody_took_is_refused()
    {
        var draft = (await _office.Receive(TinyPdf.Classic(TinyPdf.Page, "(draft)"))).Answer.FileId;

        var outcome = await _office.Register(await Submission(draft, "99/2026"));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("draft.answers-unknown"));
    }

    private async Task<RegisterDocument.Command> Submission(Guid draft, string answers) => IntakeOffice.Letter("31", draft) with
    {
        Files = [new(draft, FilePurpose.Draft)],
        Draft = await _office.Draft(),
        DraftAnswers = answers,
    };

    private Task<Guid> Reply(ResponseFor named) => _office.Arrives(Arrived.Header() with { ResponseFor = [named] });

    private async Task<ShowArrival.Answer> Arrival(Guid document) =>
        (await _office.House.Database.Read(session => ShowArrival.Handle(document, session, _office.Clerk))).Answer;
}
