using System.Text.RegularExpressions;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>Of an exception the log tells type, code and place, never the message (ADR 0025): it is handed over whole.</summary>
public sealed partial class LogRuleTests
{
    [Test]
    public void No_line_of_the_log_is_given_an_exceptions_message()
    {
        var telling = Repository.Files("src", ".cs").Where(file => Told().IsMatch(file.Text)).Select(file => file.Path);

        Assert.That(telling, Is.Empty);
    }

    [TestCase("log.LogWarning(\"It failed: {Why}\", error.Message);")]
    public void A_line_that_is_given_one_is_found(string line) => Assert.That(Told().IsMatch(line));

    [GeneratedRegex(@"\blog\.Log\w+\([^;]*\.Message\b")]
    private static partial Regex Told();
}
