using System.Text.RegularExpressions;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>A test asks again and again for what it waits for; an event of the browser may have come before anybody listened.</summary>
public sealed partial class WaitingTests
{
    [Test]
    public void No_journey_waits_for_an_event_of_the_browser() =>
        Assert.That(Repository.Files("tests/DocFlow.JourneyTests", ".cs").SelectMany(file => Events(file.Text)), Is.Empty);

    [TestCase("await page.WaitForURLAsync(address);")]
    [TestCase("await page.WaitForLoadStateAsync();")]
    [TestCase("await page.RunAndWaitForRequestFinishedAsync(click);")]
    public void One_that_does_is_found(string line) => Assert.That(Events(line), Has.Exactly(1).Items);

    private static IEnumerable<string> Events(string text) => BrowserEvent().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"(RunAnd)?WaitFor(URL|LoadState|Navigation|Console|Popup|Request|Response|Download|Worker)\w*\(")]
    private static partial Regex BrowserEvent();
}
