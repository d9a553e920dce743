using DocFlow.Tests.Signing.Pdf;
using DocFlow.Workflow;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow;

public sealed class EditHolidaysTests
{
    private static readonly EditHolidays.Holiday Tuesday = new() { Day = new DateOnly(2026, 2, 3), Name = "Nghỉ Tết" };

    private WorkflowOffice _office = null!;

    [SetUp]
    public async Task Open() => _office = await WorkflowOffice.Open();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_day_off_moves_the_due_dates_of_what_comes_after()
    {
        await _office.Office.Database.Write(session => EditHolidays.Add(Tuesday, _office.Administrator, session));

        await _office.Submit(TinyPdf.Classic());

        Assert.That((await _office.Desk(_office.Head)).Single().DueOn, Is.EqualTo(new DateOnly(2026, 2, 5)));
    }

    [Test]
    public async Task Only_an_administrator_changes_the_calendar()
    {
        var refused = await _office.Office.Database.Write(session => EditHolidays.Add(Tuesday, _office.Leader, session));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("holiday.no-right"));
        Assert.That(await _office.Office.Database.Read(session => EditHolidays.List(2026, session)), Is.Empty);
    }

    [Test]
    public async Task A_day_off_can_be_taken_back()
    {
        await _office.Office.Database.Write(session => EditHolidays.Add(Tuesday, _office.Administrator, session));

        await _office.Office.Database.Write(session => EditHolidays.Remove(Tuesday, _office.Administrator, session));

        Assert.That(await _office.Office.Database.Read(session => EditHolidays.List(2026, session)), Is.Empty);
    }
}
