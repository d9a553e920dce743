using System.Text.RegularExpressions;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>Fixtures run side by side: one that changes what its whole process shares says that it runs alone.</summary>
public sealed partial class SideBySideTests
{
    private const string Alone = "[NonParallelizable]";

    [Test]
    public void A_fixture_that_changes_what_its_process_shares_runs_alone()
    {
        var fixtures = Repository.Files("tests", ".cs").Where(file => file.Path.EndsWith("Tests.cs", StringComparison.Ordinal));

        Assert.That(fixtures.Where(file => IsForgetful(file.Text)).Select(file => file.Path), Is.Empty);
    }

    [TestCase("Console.SetError(said);")]
    [TestCase("Environment.SetEnvironmentVariable(Variable, file);")]
    [TestCase("using var board = new MetricBoard();")]
    public void One_that_does_not_say_so_is_found(string line) =>
        Assert.That((IsForgetful(line), IsForgetful($"{Alone}\n{line}")), Is.EqualTo((true, false)));

    private static bool IsForgetful(string text) => Shared().IsMatch(text) && !text.Contains(Alone, StringComparison.Ordinal);

    [GeneratedRegex(
        @"Console\.Set(Out|Error|In)\(|SetEnvironmentVariable\(|SetCurrentDirectory\(|ServicePointManager\.|new MetricBoard\(|SoftHsm\.")]
    private static partial Regex Shared();
}
