using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Contracts;
using NUnit.Framework;

namespace DocFlow.Tests.Load;

public sealed class MixTests
{
    private static readonly PaperKind[] Year = [.. Enumerable.Range(0, Mix.YearsIncoming).Select(index => Mix.Of("year", index))];

    [Test]
    public void A_year_has_125_000_papers_of_which_26_000_are_issued_to_three_recipients_on_average()
    {
        var issued = Year.Where(paper => paper.Issues).ToList();

        Assert.That(issued, Has.Count.EqualTo(26_000));
        Assert.That(issued.Sum(paper => paper.Recipients), Is.EqualTo(78_000));
        Assert.That(issued.Select(paper => paper.Recipients).Distinct().Order(), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void Every_stretch_of_the_year_has_the_proportions_of_the_whole()
    {
        var shares = Year.Chunk(1250).Select(stretch => stretch.Count(paper => paper.Issues));

        Assert.That(shares, Is.All.EqualTo(260));
    }

    [Test]
    public void Sixteen_papers_of_a_hundred_are_urgent_and_one_of_them_is_express()
    {
        var hundred = Year.Take(100).CountBy(paper => paper.Urgency).ToDictionary();

        Assert.That(hundred[Urgency.Express], Is.EqualTo(1));
        Assert.That(hundred[Urgency.Express] + hundred[Urgency.VeryUrgent] + hundred[Urgency.Urgent], Is.EqualTo(16));
    }

    [Test]
    public void In_the_walk_every_paper_goes_all_stages_to_three_recipients()
    {
        var walk = Enumerable.Range(0, 100).Select(index => Mix.Of("walk", index)).ToList();

        Assert.That(walk.Select(paper => (paper.Issues, paper.Recipients)), Is.All.EqualTo((true, 3)));
    }

    [Test]
    public void Five_hundred_papers_come_in_the_eight_hours_of_a_day_most_of_them_in_the_morning()
    {
        var day = Enumerable.Range(0, 500).Select(OfficeHours.ArrivalOf).ToList();

        Assert.That(day, Is.Ordered.And.All.LessThan(TimeSpan.FromHours(8)));
        Assert.That(day.Count(at => at >= TimeSpan.FromHours(1) && at < TimeSpan.FromHours(2)), Is.EqualTo(90));
        Assert.That(OfficeHours.ArrivalOf(500), Is.EqualTo(TimeSpan.FromHours(8)));
    }
}
