using System.Text.RegularExpressions;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>A decision is short and names the test that keeps it.</summary>
public sealed partial class DecisionTests
{
    [TestCaseSource(nameof(Decisions))]
    public void A_decision_bears_its_number_has_under_250_words_and_names_tests_that_exist(string path)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, path));
        var named = Named().Matches(text).Select(match => match.Groups[1].Value).ToList();
        var tests = Repository.Files("tests", ".cs").Select(file => Path.GetFileNameWithoutExtension(file.Path)).ToHashSet();
        var number = int.Parse(Path.GetFileName(path)[..4], System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(text, Does.StartWith($"# {number}. "));
        Assert.That(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Has.Length.LessThan(250));
        Assert.That(named, Is.Not.Empty);
        Assert.That(named.Where(name => !tests.Contains(name)), Is.Empty);
    }

    private static IEnumerable<string> Decisions() => Repository.Files("src/docs/adr", ".md").Select(file => file.Path);

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex Named();
}
