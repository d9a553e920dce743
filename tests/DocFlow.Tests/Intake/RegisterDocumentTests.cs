using DocFlow.Contracts;
using DocFlow.Intake.Registering;
using DocFlow.Intake.Screening;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class RegisterDocumentTests
{
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_registered_paper_gets_the_years_next_number_and_tells_the_next_room()
    {
        await _office.Registered("11");

        var second = await _office.Registered("12");

        var told = (await _office.House.Sent<DocumentRegistered>()).Single(message => message.ArrivalNumber == 2);
        Assert.That((second.Year, second.ArrivalNumber), Is.EqualTo((2026, 2)));
        Assert.That((told.DocumentId, told.Code), Is.EqualTo((second.DocumentId, "12/BTC-VP")));
        Assert.That(told.Files.Single().Purpose, Is.EqualTo(FilePurpose.Main));
    }

    [Test]
    public async Task The_same_registration_sent_again_takes_no_second_number()
    {
        var letter = IntakeOffice.Letter("11", (await _office.Paper()).FileId);
        var key = IntakeOffice.Key("one");

        var first = await _office.Register(letter, key: key);
        var again = await _office.Register(letter, key: key);

        Assert.That(again.Answer, Is.EqualTo(first.Answer));
        Assert.That(await _office.House.Sent<DocumentRegistered>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Forty_clerks_at_once_get_forty_numbers_without_a_gap()
    {
        var papers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _office.Paper()));

        var answers = await Task.WhenAll(papers.Select((paper, i) => _office.Register(IntakeOffice.Letter($"{i + 1}", paper.FileId))));

        Assert.That(answers.Select(answer => answer.Answer.ArrivalNumber).Order(), Is.EqualTo(Enumerable.Range(1, 40)));
    }

    [Test]
    public async Task The_same_number_notation_and_issuer_is_shown_beside_the_earlier_one()
    {
        var earlier = await _office.Registered("05");

        var again = await _office.Register(IntakeOffice.Letter("5", (await _office.Paper()).FileId));

        var shown = (IReadOnlyList<EarlierArrival>)again.Refusal!.Details["earlier"]!;
        Assert.That((again.Refusal.Code, shown.Single().DocumentId), Is.EqualTo(("document.duplicate", earlier.DocumentId)));
        Assert.That(await _office.One<long>("select value from platform_counter"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_number_of_another_year_is_another_document()
    {
        await _office.Registered("05");
        var letter = IntakeOffice.Letter("05", (await _office.Paper()).FileId);

        var older = await _office.Register(letter with { Document = letter.Document with { IssuedOn = new DateOnly(2025, 12, 30) } });

        Assert.That(older.Answer.ArrivalNumber, Is.EqualTo(2));
    }

    [Test]
    public async Task The_same_bytes_under_another_number_are_a_duplicate()
    {
        var scan = TinyPdf.Classic();
        await _office.Register(IntakeOffice.Letter("1", (await _office.Receive(scan)).Answer.FileId));

        var again = await _office.Register(IntakeOffice.Letter("2", (await _office.Receive(scan)).Answer.FileId));

        Assert.That(again.Refusal?.Code, Is.EqualTo("document.duplicate"));
    }

    [Test]
    public async Task A_duplicate_can_be_attached_to_the_earlier_number()
    {
        var earlier = await _office.Registered("5");
        var letter = IntakeOffice.Letter("5", (await _office.Paper()).FileId);

        var attached = await _office.Register(letter with { AttachTo = earlier.DocumentId });

        Assert.That(attached.Answer, Is.EqualTo(earlier));
        Assert.That(await _office.One<long>("select count(*) from intake_file where document_id = @DocumentId", earlier), Is.EqualTo(2));
        Assert.That(await _office.House.Sent<DocumentRegistered>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_duplicate_can_be_registered_anew_with_a_reason_that_is_kept()
    {
        await _office.Registered("5");
        var letter = IntakeOffice.Letter("5", (await _office.Paper()).FileId);

        var anew = await _office.Register(letter with { AnewReason = "Bản thay thế, số trùng" });

        Assert.That(anew.Answer.ArrivalNumber, Is.EqualTo(2));
        var reason = await _office.One<string>("select anew_reason from intake_document where arrival_number = 2");
        Assert.That(reason, Is.EqualTo("Bản thay thế, số trùng"));
    }

    [Test]
    public async Task A_submission_carries_its_draft_with_the_pages_that_screening_counted()
    {
        var (letter, draft) = (await _office.Paper(), await _office.Paper());
        var command = IntakeOffice.Letter("9", letter.FileId) with { Draft = await _office.Draft() };

        await _office.Register(command with { Files = [new(draft.FileId, FilePurpose.Draft), new(letter.FileId, FilePurpose.Main)] });

        var told = (await _office.House.Sent<DocumentRegistered>()).Single();
        Assert.That((told.Draft!.Notation, told.Draft.Pages), Is.EqualTo(("VPCP-TH", 1)));
        Assert.That(told.Files.Select(file => file.Purpose), Is.EqualTo(new[] { FilePurpose.Main, FilePurpose.Draft }));
    }

    [TestCase(true, null)]
    [TestCase(false, "draft.recipient-unknown")]
    public async Task A_draft_may_go_to_an_agency_of_the_directory_while_it_is_active(bool active, string? refused)
    {
        await _office.House.Database.Write(session => SetEntry.Handle(
            new SetEntry.Command("H53.12", "000.00.12.H53", "Sở Tài chính", ParentCode: null, Mail: null, active), session, By.System));
        var paper = await _office.Paper();
        var draft = await _office.Draft() with { Recipients = [new("000.00.12.H53", "Sở Tài chính")] };

        var outcome = await _office.Register(IntakeOffice.Letter("9", paper.FileId) with
        {
            Files = [new(paper.FileId, FilePurpose.Draft)],
            Draft = draft,
        });

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(refused));
    }

    [TestCase("H99", "draft.recipient-unknown")]
    [TestCase("a,b", "document.field-invalid")]
    public async Task A_draft_goes_only_to_agencies_that_are_known(string code, string refused)
    {
        var paper = await _office.Paper();
        var draft = await _office.Draft() with { Recipients = [new(code, "Cơ quan lạ")] };

        var outcome = await _office.Register(
            IntakeOffice.Letter("9", paper.FileId) with { Files = [new(paper.FileId, FilePurpose.Draft)], Draft = draft });

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(refused));
    }

    [Test]
    public async Task A_state_secret_is_refused_and_its_bytes_are_destroyed()
    {
        var paper = await _office.Paper();
        var letter = IntakeOffice.Letter("9", paper.FileId);

        var outcome = await _office.Register(letter with { Document = letter.Document with { Secrecy = Secrecy.Confidential } });

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("document.secret"));
        Assert.That(_office.StoredFiles(), Is.Empty);
        Assert.That(await _office.One<string>("select state from intake_file where sha256 = @Sha256", paper), Is.EqualTo("Destroyed"));
        Assert.That(await _office.One<long>("select count(*) from intake_document"), Is.Zero);
    }

    [Test]
    public async Task Only_a_clerk_registers()
    {
        var letter = IntakeOffice.Letter("9", (await _office.Paper()).FileId);

        var outcome = await _office.Register(letter, actor: _office.Specialist);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("intake.clerk-only"));
    }

    [Test]
    public async Task A_file_belongs_to_one_document_only()
    {
        var letter = IntakeOffice.Letter("9", (await _office.Paper()).FileId);
        await _office.Register(letter);

        var again = await _office.Register(letter with { Document = letter.Document with { CodeNumber = "10" } });

        Assert.That(again.Refusal?.Code, Is.EqualTo("file.taken"));
    }

    [Test]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var letter = IntakeOffice.Letter("123456789012", (await _office.Paper()).FileId);

        var outcome = await _office.Register(letter with { Document = letter.Document with { Subject = " ", OrganId = "a,b" } });

        var faults = (System.Collections.IEnumerable)outcome.Refusal!.Details["fields"]!;
        Assert.That(faults, Has.Exactly(3).Items);
        Assert.That(outcome.Refusal.Vi, Does.Contain("Trích yếu: còn trống"));
    }
}
