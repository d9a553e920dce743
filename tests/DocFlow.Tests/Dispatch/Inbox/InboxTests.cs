using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Inbox;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Inbox;

public sealed class InboxTests
{
    private InboxDesk _desk = null!;

    [SetUp]
    public async Task Open() => _desk = await InboxDesk.Open();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task An_opened_letter_is_collected_and_its_sender_told_that_it_arrived()
    {
        var letter = await _desk.OpenTheLetter();

        Assert.That((letter.Code, letter.FromCode, letter.OpenedByName), Is.EqualTo(("01/VPCP-TTĐT", "G22", "Nguyễn Thị Lan")));
        Assert.That(await _desk.Waiting(), Is.Empty);
        Assert.That(await Delivery(), Is.EqualTo(("sent", "01")));
        Assert.That(await Trail(letter.Id), Is.EqualTo(["inbox-opened Nguyễn Thị Lan"]));
    }

    [Test]
    public async Task Opened_again_it_is_the_same_letter_and_nothing_more_is_said()
    {
        var letter = await _desk.OpenTheLetter();

        var again = (await _desk.Opening.Handle(letter.Id, _desk.Lan, CancellationToken.None)).Answer;

        Assert.That(again.OpenedAt, Is.EqualTo(letter.OpenedAt).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That(await Trail(letter.Id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_letter_that_is_taken_back_at_this_moment_cannot_be_collected()
    {
        var line = (await _desk.Waiting()).Single();
        await _desk.Dispatch.Office.Run("update dispatch_delivery set state = 'recalled' where recipient_code = 'H53'");

        var collected = await _desk.Dispatch.Office.Database.Write(async session => await AcknowledgeMail.Handle(
            session, (await Partner.OfCode(session, "H53"))!, line.Id, AcknowledgeMail.Done));

        Assert.That(collected.Refusal?.Code, Is.EqualTo("exchange.packet-unknown"));
    }

    [Test]
    public async Task Another_agency_s_letter_is_as_unknown_as_none()
    {
        var letter = (await _desk.Waiting("G12")).Single();

        var opened = await _desk.Opening.Handle(letter.Id, _desk.Lan, CancellationToken.None);

        Assert.That(opened.Refusal?.Code, Is.EqualTo("exchange.packet-unknown"));
    }

    [Test]
    public async Task Accepting_moves_the_sender_s_copy_and_stands_in_the_trail_under_the_person()
    {
        var letter = await _desk.OpenTheLetter();

        var accepted = await _desk.Say(letter, "03");
        var again = await _desk.Say(letter, "03");

        Assert.That(accepted.Refusal, Is.Null);
        Assert.That(again.Refusal?.Code, Is.EqualTo("inbox.answered"));
        Assert.That((await Delivery(), (await _desk.Kept(letter.Id))!.StatusByName), Is.EqualTo((("sent", "03"), "Nguyễn Thị Lan")));
        Assert.That(await Trail(letter.Id), Does.Contain("inbox-answered Nguyễn Thị Lan"));
        Assert.That(accepted.Answer.Receipt!.IsSigned());
    }

    [Test]
    public async Task A_letter_whose_01_could_not_be_recorded_is_not_opened_and_says_it_when_it_is()
    {
        using var elsewhere = new TestInstallation();
        var office = _desk.Dispatch.Office;
        var unpack = new UnpackLetter(office.Content, new KeyFolder(office.Options), office.Clock);
        var cut = new OpenLetter(office.Database, unpack, new SayStatus(elsewhere.Content, _desk.Door, office.Clock), office.Clock);

        Assert.CatchAsync<IOException>(async () => await cut.Handle((await _desk.Waiting()).Single().Id, _desk.Lan, default));
        var letter = await _desk.OpenTheLetter();

        Assert.That(await Delivery(), Is.EqualTo(("sent", "01")));
        Assert.That(await Trail(letter.Id), Is.EqualTo(["inbox-opened Nguyễn Thị Lan"]));
    }

    [Test]
    public async Task A_letter_that_waits_is_named_for_its_sender()
    {
        await _desk.Relay(HandSigned.Certified());
        var lines = await _desk.Waiting("G12");

        var names = await _desk.Dispatch.Office.Database.Read(session => Mailbox.Senders(session, lines));
        Assert.That(names.Values, Is.EquivalentTo(new[] { "Văn phòng Chính phủ", "Cơ quan H53" }));
    }

    [Test]
    public async Task Of_two_who_answer_at_once_one_is_heard()
    {
        var letter = await _desk.OpenTheLetter();

        var both = await Task.WhenAll(_desk.Say(letter, "03"), _desk.Say(letter, "02", "Không thuộc thẩm quyền"));

        var said = await _desk.Dispatch.Office.Database.Read(session =>
            session.List<string>("select status from dispatch_packet where status in ('02', '03')"));
        Assert.That(both.Select(one => one.Refusal?.Code), Is.EquivalentTo(new[] { null, "inbox.answered" }));
        Assert.That(said, Is.EqualTo(new[] { (await _desk.Kept(letter.Id))!.Status }));
    }

    [Test]
    public async Task Refusing_wants_a_reason_that_its_sender_reads()
    {
        var letter = await _desk.OpenTheLetter();

        var without = await _desk.Say(letter, "02");
        await _desk.Say(letter, "02", "Không thuộc thẩm quyền");

        var told = (await _desk.Dispatch.Shown()).Single(one => one.State == "02");
        Assert.That(without.Refusal?.Code, Is.EqualTo("inbox.no-reason"));
        Assert.That(told.Description, Is.EqualTo("Không thuộc thẩm quyền"));
    }

    [Test]
    public async Task A_signed_answer_becomes_a_packet_to_us_that_names_what_it_answers_and_comes_once()
    {
        var letter = await _desk.OpenTheLetter();

        var sent = await _desk.Reply(letter, HandSigned.Certified());
        await _desk.Reply(letter, HandSigned.Certified());

        var came = await _desk.Dispatch.Office.Sent<PacketAccepted>();
        Assert.That(sent.Refusal, Is.Null, sent.Refusal?.En);
        Assert.That(came.Select(one => (one.FromCode, one.Code)), Is.All.EqualTo(("H53", "12/UBND-VP")));
        Assert.That((await _desk.Kept(letter.Id))!.ReplyCode, Is.EqualTo("12/UBND-VP"));
    }

    [Test]
    public async Task An_answer_that_is_not_signed_or_whose_signature_is_broken_is_not_sent()
    {
        var letter = await _desk.OpenTheLetter();
        var broken = HandSigned.Certified();
        broken[broken.AsSpan().IndexOf("Pay 100"u8) + 4] = (byte)'9';

        var answers = new List<string?>();
        foreach (var pdf in new[] { TinyPdf.Classic(TinyPdf.Page, "(plain)"), "no pdf"u8.ToArray(), broken })
            answers.Add((await _desk.Reply(letter, pdf)).Refusal?.Code);

        Assert.That(answers, Is.EqualTo(["inbox.reply-unsigned", "inbox.reply-not-pdf", "inbox.reply-broken"]));
        Assert.That(await _desk.Dispatch.Office.Sent<PacketAccepted>(), Is.Empty);
    }

    [Test]
    public async Task A_letter_that_its_sender_wants_back_is_shown_no_more_once_the_agency_agrees()
    {
        var letter = await _desk.OpenTheLetter();
        await _desk.AskBack("Gửi nhầm");
        var asked = (await _desk.Kept(letter.Id))!;

        var agreed = await _desk.Say(letter, "15");

        var kept = (await _desk.Kept(letter.Id))!;
        Assert.That((asked.IsAsked, asked.AskedReason), Is.EqualTo((true, "Gửi nhầm")));
        Assert.That((agreed.Refusal, kept.IsGivenBack), Is.EqualTo(((Refusal?)null, true)));
        Assert.That((await _desk.Say(letter, "03")).Refusal?.Code, Is.EqualTo("inbox.answered"));
    }

    [Test]
    public async Task What_was_given_back_is_destroyed_with_its_files_and_answers_410()
    {
        var han = _desk.Lan with { PartnerCode = "G12", FullName = "Trần Hân" };
        await _desk.Relay(HandSigned.Certified());
        var letter = (await _desk.Opening.Handle((await _desk.Waiting("G12")).Single(one => !one.IsOurs).Id, han, default)).Answer;
        var files = await _desk.Dispatch.Office.Database.Read(session => InboxFile.Of(session, letter.Id));
        await _desk.RelayedAskBack("Gửi nhầm");

        await _desk.Answering.Handle(new(letter.Id, "15", null), han, default);
        await _desk.Dispatch.Office.Condemned.Round(default);

        Assert.That(_desk.Dispatch.Office.Content.Has(letter.PacketSha256), Is.False);
        Assert.That(_desk.Dispatch.Office.Content.Has(files.Single().FileSha256), Is.False);
        Assert.That(await _desk.Dispatch.Office.Finds("file.missing"), Is.Empty);
        Assert.That(await _desk.Status(letter.Id, han), Is.EqualTo((410, 410)));
    }

    [Test]
    public async Task A_letter_of_ours_that_is_given_back_stays_ours()
    {
        var letter = await _desk.OpenTheLetter();
        await _desk.AskBack("Gửi nhầm");

        await _desk.Say(letter, "15");
        await _desk.Dispatch.Office.Condemned.Round(default);

        Assert.That(_desk.Dispatch.Office.Content.Has(letter.PacketSha256), Is.True);
        Assert.That(await _desk.Status(letter.Id, _desk.Lan), Is.EqualTo((410, 410)));
    }

    [Test]
    public async Task Agreeing_to_an_update_gives_nothing_back()
    {
        var han = _desk.Lan with { PartnerCode = "G12", FullName = "Trần Hân" };
        await _desk.Relay(HandSigned.Certified());
        var letter = (await _desk.Opening.Handle((await _desk.Waiting("G12")).Single(one => !one.IsOurs).Id, han, default)).Answer;
        await _desk.Relay(HandSigned.Certified(), update: true);
        var update = (await _desk.Opening.Handle((await _desk.Waiting("G12")).Single(one => !one.IsOurs).Id, han, default)).Answer;

        var agreed = await _desk.Answering.Handle(new(update.Id, "15", null), han, default);

        Assert.That((update.Asked, agreed.Refusal), Is.EqualTo((PacketBusiness.Update, (Refusal?)null)));
        Assert.That((await _desk.Kept(letter.Id, "G12"))!.IsGivenBack, Is.False);
        Assert.That(await _desk.Status(letter.Id, han), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task Refused_to_be_given_back_it_stays_and_may_be_asked_for_again()
    {
        var letter = await _desk.OpenTheLetter();
        await _desk.AskBack("Gửi nhầm");

        await _desk.Say(letter, "16", "Đã xử lý xong");
        var between = (await _desk.Kept(letter.Id))!;
        await _desk.AskBack("Có sai sót");

        Assert.That((between.IsAsked, between.AskedAnswer, between.IsGivenBack), Is.EqualTo((false, "16", false)));
        Assert.That((await _desk.Kept(letter.Id))!.IsAsked);
    }

    [Test]
    public async Task What_other_agencies_send_is_opened_with_the_verdict_on_its_signatures()
    {
        var han = _desk.Lan with { PartnerCode = "G12", FullName = "Trần Hân" };
        await _desk.Relay(HandSigned.Certified());
        var line = (await _desk.Waiting("G12")).Single(one => !one.IsOurs);

        var letter = (await _desk.Opening.Handle(line.Id, han, CancellationToken.None)).Answer;

        var files = await _desk.Dispatch.Office.Database.Read(session => InboxFile.Of(session, letter.Id));
        Assert.That((letter.FromCode, files.Single().Name), Is.EqualTo(("H53", "7.pdf")));
        var found = files.Single().Found().Single();
        Assert.That((found.Signer, found.IsIntact, found.Verdict), Is.EqualTo(("Lê Văn An", true, "TOTAL-FAILED")));
        var toSender = (await _desk.Waiting("H53", "status")).Single();
        Assert.That(toSender.FromCode, Is.EqualTo("G12"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Whoever_did_not_send_a_letter_cannot_ask_for_it_back(bool early)
    {
        var han = _desk.Lan with { PartnerCode = "G12", FullName = "Trần Hân" };
        var line = (await _desk.Waiting("G12")).Single();
        if (!early)
            await _desk.Opening.Handle(line.Id, han, default);
        await _desk.RelayedAskBack("Lấy lại", Exchange.Agency.Document);

        var letter = (await _desk.Opening.Handle(line.Id, han, default)).Answer;

        Assert.That((letter.FromCode, letter.IsAsked), Is.EqualTo(("G22", false)));
        var agreed = await _desk.Answering.Handle(new(letter.Id, "15", null), han, default);
        Assert.That(agreed.Refusal?.Code, Is.EqualTo("inbox.answered"));
    }

    [Test]
    public async Task Agreeing_to_a_stranger_s_recall_under_our_id_destroys_what_the_stranger_sent_and_not_our_letter()
    {
        var han = _desk.Lan with { PartnerCode = "G12", FullName = "Trần Hân" };
        var ours = (await _desk.Opening.Handle((await _desk.Waiting("G12")).Single().Id, han, default)).Answer;
        await _desk.RelayedRecallOfOurs();
        var theirs = (await _desk.Opening.Handle((await _desk.Waiting("G12")).Single().Id, han, default)).Answer;

        var agreed = await _desk.Answering.Handle(new(theirs.Id, "15", null), han, default);

        Assert.That(agreed.Refusal, Is.Null);
        bool[] gone = [(await _desk.Kept(theirs.Id, "G12"))!.IsGivenBack, (await _desk.Kept(ours.Id, "G12"))!.IsGivenBack];
        Assert.That(gone, Is.EqualTo(new[] { true, false }));
    }

    private async Task<(string State, string? Status)> Delivery()
    {
        var delivery = (await _desk.Dispatch.Deliveries()).Single(one => one.RecipientCode == "H53");
        return (delivery.State, delivery.Status);
    }

    private Task<IReadOnlyList<string>> Trail(Guid subject) => _desk.Dispatch.Office.Database.Read(async session =>
    {
        var rows = await session.List<(string Act, string Name)>(
            "select act, actor_name from trail_entry where subject_id = @Subject and act like 'inbox%' order by sequence",
            new { Subject = subject });
        return (IReadOnlyList<string>)[.. rows.Select(row => $"{row.Act} {row.Name}")];
    });
}
