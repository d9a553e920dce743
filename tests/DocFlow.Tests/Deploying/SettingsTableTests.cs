using System.Text.RegularExpressions;
using DocFlow.Tests.Architecture;
using NUnit.Framework;

namespace DocFlow.Tests.Deploying;

/// <summary>deploy/SETTINGS.md has every setting there is, and none that is not.</summary>
public sealed partial class SettingsTableTests
{
    private static readonly HashSet<string> Listed =
        [.. Row().Matches(DeployFiles.Text("SETTINGS.md")).Select(match => match.Groups[1].Value)];

    [Test]
    public void A_setting_that_the_source_reads_is_listed()
    {
        var source = Repository.Files("src", ".cs").Select(file => file.Text).ToList();
        var read = source.SelectMany(text => Key().Matches(text)).Select(match => Variable(match.Groups[1].Value))
            .Concat(source.SelectMany(text => Option().Matches(text)).Select(match => Variable(match.Groups[1].Value)));

        Assert.That(read, Is.Not.Empty);
        Assert.That(read.Where(name => !Listed.Any(one => one == name || one.StartsWith(name + "__", StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void What_the_samples_set_is_listed()
    {
        var samples = Directory.EnumerateFiles(DeployFiles.PathOf(""), "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal));
        var set = samples.SelectMany(file => Set().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();

        var plain = set.Select(name => name.Replace("_FILE", "", StringComparison.Ordinal));
        Assert.That(plain.Except(Listed), Is.Empty);
    }

    private static string Variable(string key) => "DOCFLOW_" + key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""onfiguration(?:\[|\.GetValue(?:<\w+>)?\()"(\w+:\w+)"[\]),]""")]
    private static partial Regex Key();

    [GeneratedRegex("""GetSection\("(\w+)"\)""")]
    private static partial Regex Option();

    [GeneratedRegex(@"(DOCFLOW_[A-Z]+__[A-Z_0-9]+)[=:]")]
    private static partial Regex Set();
}
