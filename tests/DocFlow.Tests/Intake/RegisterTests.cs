using System.Text;
using DocFlow.Intake;
using DocFlow.Platform;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

/// <summary>The register as a whole: voiding, listing, exporting, verifying.</summary>
public sealed class RegisterTests
{
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_number_is_voided_only_after_its_case_was_withdrawn()
    {
        var arrival = await _office.Registered();

        var early = await Void(arrival.DocumentId);
        await End(arrival.DocumentId, "withdrawn");
        var voided = await Void(arrival.DocumentId);

        Assert.That((early.Refusal?.Code, voided.Answer.ArrivalNumber), Is.EqualTo(("document.in-progress", 1)));
        Assert.That(await _office.One<string>("select void_reason from intake_document"), Is.EqualTo("Đăng ký nhầm"));
    }

    [Test]
    public async Task A_number_whose_document_was_issued_stays()
    {
        var arrival = await _office.Registered();
        await End(arrival.DocumentId, "issued");

        var outcome = await Void(arrival.DocumentId);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("document.finished"));
    }

    [Test]
    public async Task A_voided_paper_can_be_registered_again_under_the_next_number()
    {
        var first = await _office.Registered("7");
        await End(first.DocumentId, "withdrawn");
        await Void(first.DocumentId);

        var second = await _office.Registered("7");

        Assert.That(second.ArrivalNumber, Is.EqualTo(2));
    }

    [Test]
    public async Task The_register_shows_the_newest_first_a_page_at_a_time()
    {
        for (var i = 1; i <= 5; i++)
            await _office.Registered($"{i}");

        var page = await _office.House.Database.Read(session => ListRegister.Handle(2026, 2, 2, session, _office.Clerk));

        Assert.That((page.Answer.Total, page.Answer.Pages), Is.EqualTo((5L, 3)));
        Assert.That(page.Answer.Entries.Select(entry => entry.ArrivalNumber), Is.EqualTo(new[] { 3, 2 }));
    }

    [Test]
    public async Task A_specialist_does_not_see_the_register()
    {
        var page = await _office.House.Database.Read(session => ListRegister.Handle(2026, 1, 50, session, _office.Specialist));

        Assert.That(page.Refusal?.Code, Is.EqualTo("register.no-right"));
    }

    [Test]
    public async Task The_csv_has_the_ten_columns_and_no_cell_is_a_formula()
    {
        var letter = IntakeOffice.Letter("7", (await _office.Paper()).FileId);
        var dangerous = letter.Document with { OrganName = "=cmd|' /C calc'!A0", Subject = "Về \"giá\", phí" };
        await _office.Register(letter with { Document = dangerous });

        var bytes = (await _office.House.Database.Read(session => ExportRegister.Handle(2026, session, _office.Clerk))).Answer;

        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.That(bytes.Take(3), Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
        Assert.That(lines[0], Does.StartWith("\ufeffNgày đến,Số đến,Tác giả,\"Số, ký hiệu\",").And.EndWith(",Ký nhận,Ghi chú"));
        Assert.That(lines[1], Is.EqualTo(
            "02/02/2026,1,'=cmd|' /C calc'!A0,7/BTC-VP,30/01/2026,\"Công văn: Về \"\"giá\"\", phí\",,,,"));
    }

    [Test]
    public async Task A_register_without_a_gap_is_whole()
    {
        await _office.Registered("1");
        await _office.Registered("2");

        var year = (await _office.House.Database.Read(VerifyRegister.Handle)).Single();

        Assert.That((year.Year, year.Entries, year.LastTaken, year.Whole), Is.EqualTo((2026, 2, 2, true)));
    }

    [TestCase("delete from intake_document where arrival_number = 2", 2, null)]
    [TestCase("delete from intake_document where arrival_number = 3", 3, null)]
    [TestCase("update intake_document set arrival_number = 9 where arrival_number = 3", 3, 9)]
    public async Task A_tampered_register_is_found(string tampering, int missing, int? doubled)
    {
        for (var i = 1; i <= 3; i++)
            await _office.Registered($"{i}");

        await _office.House.Database.Write(session => session.Execute(tampering));

        var year = (await _office.House.Database.Read(VerifyRegister.Handle)).Single();
        Assert.That(year.Missing, Is.EqualTo(new[] { missing }));
        Assert.That(year.Doubled, Is.EqualTo(doubled is { } number ? new[] { number } : []));
    }

    private Task<Outcome<VoidArrival.Answer>> Void(Guid document) =>
        _office.House.Database.Write(session => VoidArrival.Handle(new(document, "Đăng ký nhầm"), session, _office.Clerk));

    private Task End(Guid document, string ending) => _office.House.Database.Write(session =>
        session.Execute("update intake_document set ended_as = @ending where id = @document", new { ending, document }));
}
