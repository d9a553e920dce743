using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Recalling;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using NUnit.Framework;
using Agency = DocFlow.Tests.Dispatch.Exchange.Agency;

namespace DocFlow.Tests.Dispatch.Recalling;

public sealed class ChangeDocumentTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _h53 = null!;
    private IssueDocument.Issued _issued = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _h53 = await Agency.Enrol(_dispatch, "H53");
        _issued = await _dispatch.Issue();
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task An_update_is_a_packet_with_the_full_new_header_to_each_who_has_a_copy()
    {
        var answer = await Update(DispatchOffice.Key());
        await _dispatch.Sweep();

        var packet = await Read(await One("select packet_sha256 from dispatch_answer where to_code = 'H53'"));
        Assert.That(answer.Answer.Asked, Is.EquivalentTo(new[] { "H53", "G12" }));
        Assert.That((packet.Header.Subject, packet.Header.DueDate?.Raw), Is.EqualTo(("Trích yếu mới", "2026/03/01")));
        Assert.That((packet.Bussiness!.DocType, packet.Bussiness.DocumentId), Is.EqualTo((BussinessDocType.Update, Agency.Document)));
    }

    [Test]
    public async Task The_same_update_again_is_sent_once_and_its_answer_moves_no_copy()
    {
        var key = DispatchOffice.Key();
        await Update(key);
        await Update(key);
        var second = await Correct(new("Có sai sót", "Trích yếu mới hơn", null));
        var same = await Update(DispatchOffice.Key());

        await _h53.Answer(StatusCode.ChangeAgreed);

        Assert.That(same.Refusal?.Code, Is.EqualTo("recall.nothing-changes"));
        Assert.That(second.Refusal?.Code, Is.EqualTo("recall.nothing-to-ask"));
        Assert.That(await One(OfH53), Is.EqualTo("Agreed"));
        Assert.That((await _dispatch.Deliveries()).Select(copy => copy.State), Has.None.EqualTo(DeliveryRow.Recalled));
    }

    [Test]
    public async Task Who_was_left_out_of_an_update_is_told_all_of_it_once_it_has_answered_the_one_before()
    {
        await Agency.Enrol(_dispatch, "G16");
        await Update(DispatchOffice.Key());
        var second = await Correct(new("Thêm nơi nhận", "Trích yếu mới hơn", null) { Added = ["G16"] });
        await _dispatch.Sweep();
        var early = await Correct(new("Gửi lại", null, null));

        await _h53.Answer(StatusCode.ChangeAgreed);
        var again = await Correct(new("Gửi lại", null, null));
        await _dispatch.Sweep();

        var packet = await Read(await One(LastToH53));
        Assert.That(second.Answer.LeftOut, Is.EquivalentTo(new[] { "H53", "G12" }));
        Assert.That((early.Refusal?.Code, again.Answer.Asked.Single()), Is.EqualTo(("recall.nothing-to-ask", "H53")));
        Assert.That(packet.Header.Subject, Is.EqualTo("Trích yếu mới hơn"));
        Assert.That(packet.Bussiness!.Change!.Receivers, Is.EqualTo(new[] { new ReceiverChange("G16", 1) }));
    }

    [Test]
    public async Task A_letter_that_replaces_another_says_so_and_the_old_one_is_marked_once_it_is_agreed_to()
    {
        var letter = _dispatch.Letter();
        await _dispatch.Bring(letter);
        await _dispatch.Office.Database.Write(session =>
            ReplaceDocument.Handle(session, letter.CaseId, new(2026, _issued.Code), _dispatch.Clerk));

        var newer = await _dispatch.Issue(letter);
        await _dispatch.Sweep();
        var copy = (await _dispatch.Deliveries()).Single(one => one.RecipientCode == "H53" && one.IssueId == newer.IssueId);
        await _h53.Answer(StatusCode.Arrived, document: "G22,2026/02/02,02/VPCP-TTĐT");
        await _h53.Answer(StatusCode.ChangeAgreed, document: "G22,2026/02/02,02/VPCP-TTĐT");

        var bussiness = (await Read(copy.PacketSha256!)).Bussiness!;
        Assert.That((bussiness.DocType, bussiness.Replaces.Single().DocumentId), Is.EqualTo((BussinessDocType.Replace, Agency.Document)));
        Assert.That(await One($"select replaced_by_code from dispatch_issue where code = '{_issued.Code}'"), Is.EqualTo(newer.Code));
    }

    [Test]
    public async Task An_update_of_the_recipients_asks_one_copy_back_sends_another_and_tells_the_rest()
    {
        await Agency.Enrol(_dispatch, "G16");

        var answer = (await Correct(new("Thêm nơi nhận", null, null) { Added = ["G16"], Removed = ["G12"] })).Answer;
        await _dispatch.Sweep();

        var update = await Read(await One("select packet_sha256 from dispatch_answer where to_code = 'H53'"));
        var added = await Read((await Copy("G16")).PacketSha256!);
        Assert.That((answer.Asked.Single(), answer.Added.Single()), Is.EqualTo(("H53", "G16")));
        Assert.That((await Copy("G12")).State, Is.EqualTo(DeliveryRow.Recalled));
        Assert.That(update.Bussiness!.Change!.Receivers, Is.EqualTo(new[] { new ReceiverChange("G12", 0), new ReceiverChange("G16", 1) }));
        Assert.That((update.Bussiness.Change.DocumentInfo, update.Bussiness.Change.DocumentReceiver), Is.EqualTo(((int?)null, (int?)1)));
        Assert.That((added.Bussiness!.DocType, added.Header.ToPlaces.Count), Is.EqualTo((BussinessDocType.New, 2)));
    }

    [Test]
    public async Task A_recipient_that_is_unknown_or_there_already_is_refused_and_somebody_must_be_left()
    {
        var unknown = await Correct(new("Thêm", null, null) { Added = ["X99.9"] });
        var there = await Correct(new("Thêm", null, null) { Added = ["h53"] });
        var nobody = await Correct(new("Bớt", null, null) { Removed = ["H53", "G12"] });

        Assert.That(new[] { unknown, there, nobody }.Select(one => one.Refusal?.Code),
            Is.EqualTo(new[] { "recall.recipient-unknown", "recall.recipient-there", "recall.nobody-left" }));
    }

    [Test]
    public async Task Packets_that_are_written_after_an_update_say_the_new_words()
    {
        await Agency.Enrol(_dispatch, "G16");
        await Correct(new("Có sai sót", "Trích yếu mới", new DateOnly(2026, 3, 1)) { Urgency = Urgency.Express, Added = ["G16"] });

        await _dispatch.Sweep();

        var header = (await Read((await Copy("G16")).PacketSha256!)).Header;
        Assert.That((header.Subject, header.OtherInfo.Priority, header.DueDate?.Raw), Is.EqualTo(("Trích yếu mới", (int?)3, "2026/03/01")));
    }

    [Test]
    public async Task That_the_copy_arrived_or_is_worked_on_answers_nothing_that_was_asked_of_it()
    {
        await Update(DispatchOffice.Key());

        await _h53.Answer(StatusCode.Arrived);
        await _h53.Answer(StatusCode.Processing);

        Assert.That(await One(OfH53), Is.EqualTo("Asked"));
        Assert.That((await _dispatch.Deliveries()).Single(copy => copy.RecipientCode == "H53").Status, Is.EqualTo("05"));
    }

    [Test]
    public async Task A_copy_that_is_refused_is_refused_with_what_was_asked_of_it()
    {
        await Update(DispatchOffice.Key());

        await _h53.Answer(StatusCode.Rejected, "Không đúng thẩm quyền");

        Assert.That(await One(OfH53), Is.EqualTo("Refused"));
        Assert.That((await _dispatch.Deliveries()).Single(copy => copy.RecipientCode == "H53").Status, Is.EqualTo("02"));
    }

    [Test]
    public async Task A_unit_of_ours_that_has_a_code_is_offered_and_given_the_letter()
    {
        var unit = (await _dispatch.Office.Database.Write(session =>
            AddUnit.Handle(new("Vụ Tổng hợp", "TH", null), session, DocFlow.Platform.Identity.By.System))).Answer.UnitId;
        await _dispatch.Office.Database.Write(session =>
            SetUnitCode.Handle(unit, new("G22.05"), session, DocFlow.Platform.Identity.By.System));

        var offered = await _dispatch.Office.Database.Read(session =>
            ShowIssue.Handle(session, _issued.IssueId, _dispatch.Office.Clock.Now));
        var given = await Correct(new("Gửi thêm", null, null) { Added = ["G22.05"] });

        Assert.That(offered.Answer.Offered, Does.Contain(new Recipient("G22.05", "Vụ Tổng hợp")));
        Assert.That(given.Answer.Added, Is.EqualTo(new[] { "G22.05" }));
    }

    [Test]
    public async Task Where_all_who_had_it_refused_it_there_is_nobody_to_ask_and_the_words_stay()
    {
        await Correct(new("Bớt", null, null) { Removed = ["G12"] });
        await _h53.Answer(StatusCode.Rejected, "Không đúng thẩm quyền");

        var refused = await Update(DispatchOffice.Key());

        Assert.That(refused.Refusal?.Code, Is.EqualTo("recall.nothing-to-ask"));
        Assert.That(await One("select subject from dispatch_issue"), Is.Not.EqualTo("Trích yếu mới"));
    }

    private async Task<DeliveryRow> Copy(string code) => (await _dispatch.Deliveries()).Single(copy => copy.RecipientCode == code);

    private const string OfH53 = """
        select r.state
        from dispatch_request r
        join dispatch_delivery d on d.id = r.delivery_id
        where d.recipient_code = 'H53'
        """;

    private const string LastToH53 = """
        select a.packet_sha256
        from dispatch_answer a
        join dispatch_request r on r.id = a.id
        where a.to_code = 'H53' and r.state = 'Asked'
        """;

    private Task<DocFlow.Platform.Outcome<UpdateDocument.Answer>> Update(RequestKey key) =>
        Correct(new("Có sai sót", "Trích yếu mới", new DateOnly(2026, 3, 1)), key);

    private Task<DocFlow.Platform.Outcome<UpdateDocument.Answer>> Correct(UpdateDocument.Command command, RequestKey? key = null)
    {
        var statuses = new QueueStatus(_dispatch.Bell);
        var update = new UpdateDocument(
            new Once(_dispatch.Office.Database), new AskForCopy(statuses), new AddRecipients(_dispatch.Bell), statuses);
        return update.Handle(_issued.IssueId, command, key ?? DispatchOffice.Key(), _dispatch.Clerk, default);
    }

    private async Task<DocumentPacket> Read(string sha256)
    {
        await using var file = await _dispatch.Office.Content.Open(sha256);
        return PacketReader.Read(file, _ => Stream.Null).Document!;
    }

    private async Task<string> One(string sql) =>
        (await _dispatch.Office.Database.Read(session => session.List<string>(sql)))[0];
}
