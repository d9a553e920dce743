using DocFlow.Dispatch.Issuing;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Issuing;

public sealed class ReserveNumberTests
{
    private DispatchOffice _dispatch = null!;

    [SetUp]
    public void Open() => _dispatch = new DispatchOffice();

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task Ordinary_documents_share_one_sequence_and_numbers_below_ten_get_a_zero()
    {
        var letter = await _dispatch.Reserve(await _dispatch.Ready());
        var decision = await _dispatch.Reserve(await _dispatch.Ready(_dispatch.Letter("Quyết định", "QĐ-VPCP")));

        Assert.That((letter.Issue.Code, decision.Issue.Code), Is.EqualTo(("01/VPCP-TTĐT", "02/QĐ-VPCP")));
    }

    [Test]
    public async Task A_legal_normative_type_has_its_own_sequence()
    {
        await _dispatch.Reserve(await _dispatch.Ready());

        var decree = await _dispatch.Reserve(await _dispatch.Ready(_dispatch.Letter("Nghị định", "2026/NĐ-CP")));

        Assert.That((decree.Issue.Book, decree.Issue.Number), Is.EqualTo(("Nghị định", 1)));
    }

    [Test]
    public async Task An_interrupted_issue_is_resumed_next_day_with_the_same_number_and_date()
    {
        var ready = await _dispatch.Ready();
        var first = await _dispatch.Reserve(ready);
        _dispatch.Office.Clock.Now += TimeSpan.FromDays(1);

        var again = await _dispatch.Reserve(ready);

        Assert.That((again.Issue, again.Resumed), Is.EqualTo((first.Issue, true)));
        Assert.That(again.Issue.DatedOn, Is.EqualTo(new DateOnly(2026, 2, 2)));
    }

    [Test]
    public async Task Each_year_begins_at_one()
    {
        await _dispatch.Reserve(await _dispatch.Ready());
        _dispatch.Office.Clock.Now += TimeSpan.FromDays(365);

        var next = await _dispatch.Reserve(await _dispatch.Ready());

        Assert.That((next.Issue.Year, next.Issue.Number), Is.EqualTo((2027, 1)));
    }

    [Test]
    public async Task Two_clerks_at_once_get_one_reservation_of_the_same_case()
    {
        var ready = await _dispatch.Ready();

        var both = await Task.WhenAll(_dispatch.Reserve(ready), _dispatch.Reserve(ready));

        Assert.That(both[0].Issue, Is.EqualTo(both[1].Issue));
    }

    [Test]
    public async Task A_case_with_a_newer_file_gets_no_number_for_the_old_one()
    {
        var letter = _dispatch.Letter();
        var old = await _dispatch.Ready(letter);
        await _dispatch.Ready(letter with { CaseVersion = 6, FileSha256 = new string('c', 64) });

        var refused = await new ReserveNumber(_dispatch.Office.Database, _dispatch.Numbering, _dispatch.Office.Clock)
            .Handle(old, "VT", _dispatch.Clerk, default);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("issue.changed"));
    }
}
