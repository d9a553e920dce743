using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Recalling;
using DocFlow.Platform.Http;
using DocFlow.Tests.Intake.Packets;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Recalling;

public sealed class GiveBackTests
{
    private RecallDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new RecallDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task An_agreed_recall_destroys_packet_and_files_and_tells_the_sender_15()
    {
        await _desk.Office.Arrives();
        var request = await _desk.Asks();

        var agreed = await _desk.Agree(request);
        await _desk.House.DestroyCondemned();

        Assert.That((agreed.Answer.State, await _desk.Office.Told()), Is.EqualTo((RequestState.Agreed, "01 15")));
        Assert.That(_desk.Office.StoredFiles(), Is.Empty);
        Assert.That(await _desk.Office.One<string>("select state from intake_packet"), Is.EqualTo("Recalled"));
        Assert.That(await _desk.Open(), Is.Empty);
    }

    [Test]
    public async Task A_destroyed_file_answers_410_with_its_sentence()
    {
        await _desk.Office.Arrives();
        await _desk.Agree(await _desk.Asks());
        var file = await _desk.Office.One<Guid>("select id from intake_file");

        var answer = await new ReadFile(_desk.House.Database, _desk.House.Content).Handle(
            file, new DefaultHttpContext(), _desk.Clerk, new Language(new HttpContextAccessor()));

        Assert.That((answer as IStatusCodeHttpResult)?.StatusCode, Is.EqualTo(StatusCodes.Status410Gone));
    }

    [Test]
    public async Task The_number_of_a_registered_document_stays_with_the_mark_and_the_other_rooms_hear_of_it()
    {
        var document = await Registered();

        await _desk.Agree(await _desk.Asks());

        var entry = (await _desk.House.Database.Read(session => ShowArrival.Handle(document, session, _desk.Clerk))).Answer.Entry;
        Assert.That((entry.ArrivalNumber, entry.RecalledAt, entry.RecallReason), Is.EqualTo((1, _desk.House.Clock.Now, "Gửi nhầm")));
        var told = (await _desk.House.Sent<DocumentRecalled>()).Single();
        Assert.That((told.Arrival?.DocumentId, told.Files.Count), Is.EqualTo((document, 2)));
        Assert.That(await _desk.House.Finds("file.missing"), Is.Empty);
        Assert.That(await _desk.House.Finds("file.unowned", hash: true), Is.Empty);
    }

    [Test]
    public async Task What_the_document_was_used_for_is_listed_before_and_kept_after()
    {
        await Registered();
        var request = await _desk.Asks();
        var before = (await _desk.Show(request)).UsedFor;

        await _desk.Agree(request);

        Assert.That(before.Select(use => use.En), Does.Contain("Registered under arrival number 1/2026."));
        Assert.That((await _desk.Show(request)).UsedFor, Is.EqualTo(before));
        Assert.That(await _desk.Office.One<string>("select details from trail_entry where act = 'recall-agreed'"), Does.Contain("1/2026"));
    }

    [Test]
    public async Task Packets_that_asked_about_it_before_and_may_repeat_it_are_destroyed_too()
    {
        await _desk.Office.Arrives();
        await _desk.Agree(await _desk.Asks(await _desk.Packet(PacketBusiness.Update)));
        await _desk.Refuse(await _desk.Asks(await _desk.Packet(PacketBusiness.Recall)), "Đang giải quyết");

        await _desk.Agree(await _desk.Asks());
        var late = await _desk.Asks(await _desk.Packet(PacketBusiness.Update, subject: "Đến muộn"));
        await _desk.Refuse(late, "Văn bản đã trả lại");
        await _desk.House.DestroyCondemned();

        Assert.That(_desk.Office.StoredFiles(), Is.Empty);
        Assert.That(await _desk.House.Finds("file.missing"), Is.Empty);
    }

    [Test]
    public async Task What_repeats_it_is_destroyed_too_however_its_id_was_spelled()
    {
        await _desk.Office.Arrives();
        await _desk.Refuse(await _desk.Asks(await _desk.Packet(PacketBusiness.Recall)), "Đang giải quyết");

        await _desk.Agree(await _desk.Asks(document: RecallDesk.Document.Replace(",", ", ")));
        await _desk.House.DestroyCondemned();

        Assert.That(_desk.Office.StoredFiles(), Is.Empty);
    }

    [Test]
    public async Task A_file_that_another_document_shares_stays_for_that_one()
    {
        await _desk.Office.Arrives();
        var twin = (await _desk.Office.Receive(Arrived.Pdf())).Answer;

        await _desk.Agree(await _desk.Asks());
        await _desk.House.DestroyCondemned();

        Assert.That(_desk.House.Content.Has(twin.Sha256), Is.True);
        Assert.That(_desk.Office.StoredFiles(), Has.Count.EqualTo(1));
        Assert.That(await _desk.House.Finds("file.missing"), Is.Empty);
    }

    [Test]
    public async Task A_recall_is_decided_once()
    {
        await _desk.Office.Arrives();
        var (request, key) = (await _desk.Asks(), IntakeOffice.Key());

        var first = await _desk.Agree(request, key: key);
        var again = await _desk.Agree(request, key: key);
        var other = await _desk.Refuse(request, "Đang giải quyết");

        Assert.That((again.Answer, other.Refusal?.Code), Is.EqualTo((first.Answer, "request.decided")));
        Assert.That(await _desk.Office.Told(), Is.EqualTo("01 15"));
    }

    [Test]
    public async Task A_sender_that_asks_again_for_what_it_got_back_is_told_15_again()
    {
        await _desk.Office.Arrives();
        await _desk.Agree(await _desk.Asks());

        await _desk.Agree(await _desk.Asks());

        Assert.That(await _desk.Office.Told(), Is.EqualTo("01 15 15"));
        Assert.That(await _desk.House.Sent<DocumentRecalled>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_agencys_request_destroys_nothing_and_can_only_be_refused()
    {
        await _desk.EnrolAgency();
        await _desk.Office.Arrives();
        var request = await _desk.Asks(from: "T88.08");

        var agreed = await _desk.Agree(request);
        await _desk.Refuse(request, "Không phải văn bản của quý cơ quan");

        Assert.That(agreed.Refusal?.Code, Is.EqualTo("request.not-their-document"));
        Assert.That(_desk.Office.StoredFiles(), Has.Count.EqualTo(2));
        var answer = (await _desk.House.Sent<SenderAnswered>())[^1];
        Assert.That((answer.Status, answer.ToCode), Is.EqualTo(("16", "T88.08")));
    }

    [Test]
    public async Task A_request_that_overtook_its_document_waits_for_it()
    {
        var request = await _desk.Asks();
        var early = await _desk.Agree(request);
        await _desk.Office.Arrives();

        var agreed = await _desk.Agree(request);
        await _desk.House.DestroyCondemned();

        Assert.That((early.Refusal?.Code, agreed.Answer.State), Is.EqualTo(("request.document-unknown", RequestState.Agreed)));
        Assert.That(_desk.Office.StoredFiles(), Is.Empty);
    }

    [Test]
    public async Task A_refused_recall_changes_nothing_and_may_be_asked_again()
    {
        await _desk.Office.Arrives();
        var silent = await _desk.Refuse(await _desk.Asks(), null);

        await _desk.Refuse((await _desk.Open())[0].Id, "Văn bản đang được thi hành");
        await _desk.Agree(await _desk.Asks());

        Assert.That(silent.Refusal?.Code, Is.EqualTo("reason.missing"));
        Assert.That(await _desk.Office.Told(), Is.EqualTo("01 16 15"));
    }

    [Test]
    public async Task Only_a_clerk_or_a_leader_decides()
    {
        await _desk.Office.Arrives();

        var refused = await _desk.Agree(await _desk.Asks(), _desk.Office.Specialist);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("request.no-right"));
        Assert.That(_desk.Office.StoredFiles(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_document_recalled_and_sent_anew_is_no_duplicate()
    {
        await Registered();
        await _desk.Agree(await _desk.Asks());

        var anew = await Registered();

        Assert.That(anew, Is.Not.EqualTo(Guid.Empty));
        Assert.That(await _desk.Office.One<long>("select count(*) from intake_document where recalled_at is null"), Is.EqualTo(1));
    }

    private async Task<Guid> Registered() => await _desk.Registered(await _desk.Office.Arrives());
}
