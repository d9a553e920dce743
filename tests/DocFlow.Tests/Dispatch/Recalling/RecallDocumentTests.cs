using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Recalling;
using DocFlow.Dispatch.Register;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Recalling;

public sealed class RecallDocumentTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _h53 = null!;
    private Agency _g12 = null!;
    private IssueDocument.Issued _issued = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _h53 = await Agency.Enrol(_dispatch, "H53");
        _g12 = await Agency.Enrol(_dispatch, "G12");
        _issued = await _dispatch.Issue();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_copy_that_has_not_left_us_is_taken_back_here_and_nobody_is_asked()
    {
        var answer = (await Recall()).Answer;

        Assert.That((answer.Asked.Count, answer.TakenBack.Count, answer.Frozen), Is.EqualTo((0, 2, true)));
        await _dispatch.Sweep();
        Assert.That((await _dispatch.Deliveries()).Select(copy => copy.State), Is.All.EqualTo(DeliveryRow.Recalled));
        Assert.That(await Count("dispatch_answer"), Is.Zero);
    }

    [Test]
    public async Task Whoever_has_a_copy_is_asked_with_13_and_the_reason()
    {
        await Fetched(_h53);

        var answer = (await Recall()).Answer;

        Assert.That((answer.Asked.Single(), answer.TakenBack.Single(), answer.Frozen), Is.EqualTo(("H53", "G12", false)));
        Assert.That(await One("select to_code from dispatch_answer where status = '13'"), Is.EqualTo("H53"));
        Assert.That(await One("select description from dispatch_answer"), Is.EqualTo("Gửi nhầm"));
    }

    [Test]
    public async Task The_document_is_frozen_once_every_asked_recipient_agreed()
    {
        await Fetched(_h53, _g12);
        await Recall();

        await _h53.Answer(StatusCode.ChangeAgreed);
        var half = await Frozen();
        await _g12.Answer(StatusCode.ChangeAgreed);

        Assert.That((half, await Frozen()), Is.EqualTo((false, true)));
        Assert.That((await Register()).Single().Remark, Is.EqualTo("Đã thu hồi: Gửi nhầm"));
        Assert.That((await Recall()).Refusal?.Code, Is.EqualTo("recall.frozen"));
        Assert.That(_dispatch.Office.Content.Has(_issued.FileSha256), Is.True);
    }

    [Test]
    public async Task A_refused_recall_leaves_the_copy_as_it_was_and_may_be_asked_again()
    {
        await Fetched(_h53);
        await _h53.Answer(StatusCode.Accepted);
        await Recall("H53");

        await _h53.Answer(StatusCode.ChangeRefused, "Đang thi hành");
        var copy = await Copy("H53");
        var again = await Recall("H53");

        Assert.That((copy.State, copy.Status), Is.EqualTo((DeliveryRow.Sent, "03")));
        Assert.That(again.Answer.Asked, Is.EqualTo(new[] { "H53" }));
        Assert.That(await One("select answer from dispatch_request where state = 'Refused'"), Is.EqualTo("Đang thi hành"));
        await _h53.Answer(StatusCode.ChangeRefused, "Vẫn đang thi hành");
        Assert.That(await Count("dispatch_request where state = 'Refused'"), Is.EqualTo(2));
    }

    [Test]
    public async Task Late_statuses_move_nothing_after_an_agreed_recall()
    {
        await Fetched(_h53);
        await Recall("H53");
        await _h53.Answer(StatusCode.ChangeAgreed);

        await _h53.Answer(StatusCode.Processing, "Đến muộn");
        await _h53.Answer(StatusCode.ChangeRefused, "Đến muộn");

        var copy = await Copy("H53");
        Assert.That((copy.State, copy.Status), Is.EqualTo((DeliveryRow.Recalled, (string?)null)));
        Assert.That(await Count("dispatch_status"), Is.EqualTo(3));
    }

    [Test]
    public async Task The_same_request_again_asks_once()
    {
        await Fetched(_h53, _g12);
        var key = DispatchOffice.Key();

        var first = await Recall(key);
        var again = await Recall(key);
        var other = await Recall();

        Assert.That(again.Answer.Asked, Is.EqualTo(first.Answer.Asked));
        Assert.That(other.Refusal?.Code, Is.EqualTo("recall.nothing-to-ask"));
        Assert.That(await Count("dispatch_answer"), Is.EqualTo(2));
    }

    [Test]
    public async Task An_agreement_nobody_asked_for_moves_nothing()
    {
        await Fetched(_h53);

        await _h53.Answer(StatusCode.ChangeAgreed);

        Assert.That((await Copy("H53")).State, Is.EqualTo(DeliveryRow.Sent));
        Assert.That(await Frozen(), Is.False);
    }

    [Test]
    public async Task What_a_recipient_refused_holds_up_no_recall()
    {
        await Fetched(_h53, _g12);
        await _g12.Answer(StatusCode.Rejected, "Sai địa chỉ");
        await Recall();

        await _h53.Answer(StatusCode.ChangeAgreed);

        Assert.That(await Frozen(), Is.True);
    }

    [Test]
    public async Task A_copy_that_was_given_up_but_may_have_arrived_is_asked_for_and_not_sent_again()
    {
        await _dispatch.Sending.AddPeer("H53", new Uri("http://127.0.0.1:9/"));
        await _dispatch.Sweep();
        await _dispatch.Office.Run("update dispatch_delivery set state = 'failed' where recipient_code = 'H53'");

        var answer = (await Recall()).Answer;

        Assert.That((answer.Asked.Single(), answer.TakenBack.Single()), Is.EqualTo(("H53", "G12")));
        Assert.That((await SendAgain(await Copy("H53"))).Refusal?.Code, Is.EqualTo("delivery.not-failed"));
    }

    [TestCase("status", null)]
    [TestCase("message", BussinessDocType.Recall)]
    public async Task A_peer_is_asked_in_the_form_that_it_wants(string form, BussinessDocType? type)
    {
        await using var axis = await Transports.ListeningAxis.Open();
        axis.Answers = Transports.ListeningAxis.Taken;
        await _dispatch.Sending.AddPeer("H53", axis.Address, peer => peer with { RecallBy = form });
        await _dispatch.Sweep();
        await Recall("H53");

        await _dispatch.Sweep();

        var call = axis.Calls[^1];
        var report = DocFlow.EdXml.Reading.PacketReader.Read(new MemoryStream(call.File!), _ => Stream.Null);
        Assert.That((report.Document?.Bussiness?.DocType, call.Proved("bi-mat")!["XroadVnpt-messagetype"]),
            Is.EqualTo((type, type is null ? "status" : "edoc")));
        Assert.That(report.Document?.Header.DocumentId ?? report.Status!.ResponseFor.DocumentId, Is.EqualTo(Agency.Document));
        Assert.That(report.Document?.Bussiness?.Reason ?? report.Status!.Description, Is.EqualTo("Gửi nhầm"));
    }

    [Test]
    public async Task A_copy_that_was_refused_for_certain_is_taken_back_here()
    {
        await _dispatch.Sweep();
        await _dispatch.Office.Run("update dispatch_delivery set state = 'failed', error_code = '18', sends = 1");

        Assert.That((await Recall()).Answer.TakenBack, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_recipient_that_refuses_what_is_asked_back_was_the_last_to_wait_for()
    {
        await Fetched(_h53, _g12);
        await Recall();
        await _h53.Answer(StatusCode.ChangeAgreed);

        await _g12.Answer(StatusCode.Rejected, "Sai địa chỉ");

        Assert.That(await Frozen(), Is.True);
    }

    [Test]
    public async Task The_evidence_of_a_recalled_document_shows_who_was_asked_what_they_answered_and_that_it_is_frozen()
    {
        await Fetched(_h53);
        await Recall();
        await _h53.Answer(StatusCode.ChangeAgreed);

        var evidence = await _dispatch.Office.Database.Read(async session => await DocFlow.Dispatch.DispatchRoom.Room.Evidence(
            session, new((await _dispatch.Deliveries())[0].DocumentId, [Agency.Document])));

        var record = evidence.Parts.Single(part => part.Name == "01-VPCP-TTĐT recall.json");
        using var said = System.Text.Json.JsonDocument.Parse(record.Bytes!);
        Assert.That(said.RootElement.GetProperty("recallReason").GetString(), Is.EqualTo("Gửi nhầm"));
        Assert.That(said.RootElement.GetProperty("asked").EnumerateArray().Select(one => one.GetProperty("state").GetString()),
            Is.EquivalentTo(new[] { "Agreed", "TakenBack" }));
    }

    [Test]
    public async Task Only_who_may_issue_takes_back_and_says_why()
    {
        var stranger = await Recalling(_dispatch.Stranger, "Gửi nhầm", null, DispatchOffice.Key());
        var silent = await Recalling(_dispatch.Clerk, " ", null, DispatchOffice.Key());

        Assert.That((stranger.Refusal?.Code, silent.Refusal?.Code), Is.EqualTo(("issue.no-seal-right", "issue.reason-missing")));
    }

    [Test]
    public async Task A_submission_that_was_taken_back_is_not_issued_and_its_number_is_void()
    {
        var ready = await _dispatch.Ready(_dispatch.Letter(notation: "VPCP-TH"));
        var reserved = await _dispatch.Reserve(ready);

        await Bus.Bring<LetGoOfPacket, DocumentRecalled>(_dispatch.Office, Recalled(ready.Said.DocumentId), times: 2);

        Assert.That(await _dispatch.StateOf(reserved.Issue.Id), Is.EqualTo("void"));
        Assert.That(await One("select state from dispatch_ready where state <> 'issued'"), Is.EqualTo("recalled"));
    }

    private Task<DocFlow.Platform.Outcome<RecallDocument.Answer>> Recall(RequestKey? key = null) =>
        Recalling(_dispatch.Clerk, "Gửi nhầm", null, key ?? DispatchOffice.Key());

    private Task<DocFlow.Platform.Outcome<RecallDocument.Answer>> Recall(string recipient) =>
        Recalling(_dispatch.Clerk, "Gửi nhầm", [recipient], DispatchOffice.Key());

    private Task<DocFlow.Platform.Outcome<RecallDocument.Answer>> Recalling(
        Actor actor, string reason, string[]? recipients, RequestKey key) =>
        new RecallDocument(new Once(_dispatch.Office.Database), new AskForCopy(new QueueStatus(_dispatch.Bell)))
            .Handle(_issued.IssueId, new(reason, recipients), key, actor, default);

    private Task<DocFlow.Platform.Outcome<SendAgain.Answer>> SendAgain(DeliveryRow copy) =>
        new SendAgain(new Once(_dispatch.Office.Database), _dispatch.Bell)
            .Handle(new(copy.Id), DispatchOffice.Key(), _dispatch.Clerk, default);

    private async Task Fetched(params Agency[] agencies)
    {
        await _dispatch.Sweep();
        foreach (var agency in agencies)
            await agency.Acknowledge((await agency.List()).Single().Id);
    }

    private async Task<DeliveryRow> Copy(string code) => (await _dispatch.Deliveries()).Single(copy => copy.RecipientCode == code);

    private Task<IReadOnlyList<OutgoingRegister.Line>> Register() => _dispatch.Office.Database.Read(session =>
        OutgoingRegister.Handle(new(2026, null, null), session, _dispatch.Office.Clock));

    private async Task<bool> Frozen() => await Count("dispatch_issue where recalled_at is not null") == 1;

    private Task<long> Count(string of) => _dispatch.Office.Database.Read(session => session.One<long>($"select count(*) from {of}"));

    private Task<string> One(string sql) => _dispatch.Office.Database.Read(session => session.One<string>(sql));

    private static DocumentRecalled Recalled(Guid document) => new()
    {
        RequestId = Guid.CreateVersion7(),
        Files = [new string('a', 64)],
        Code = "12/TTr-TH",
        Reason = "Gửi nhầm",
        AgreedByName = "Nguyễn Thị Lan",
        AgreedAt = DateTimeOffset.UnixEpoch,
        Arrival = new RecalledArrival
        {
            DocumentId = document,
            Year = 2026,
            ArrivalNumber = 7,
            IssuerName = "Vụ Tổng hợp",
            TypeName = "Tờ trình",
            Subject = "Trình ký",
            Urgency = Urgency.Normal,
            RegisteredBy = Guid.CreateVersion7(),
            RegisteredByName = "Văn thư",
        },
    };
}
