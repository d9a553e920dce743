using System.Text.RegularExpressions;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>
/// Every refusal in the source is in src/docs/errors.md with its status, and the other way round; DOCFLOW_REDRAW=1 writes the list
/// anew.
/// </summary>
public sealed partial class RefusalTests
{
    private static readonly string List = Path.Combine(Repository.Root, "src/docs/errors.md");

    [Test]
    public void The_list_of_refusal_codes_is_what_the_source_says()
    {
        var fresh = Draw(Said());
        if (Environment.GetEnvironmentVariable("DOCFLOW_REDRAW") == "1")
            File.WriteAllText(List, fresh);

        Assert.That(File.ReadAllText(List), Is.EqualTo(fresh), "Run this test with DOCFLOW_REDRAW=1 and read the diff.");
        Assert.That(fresh, Does.Contain("| request.key-reused | 409 |"));
    }

    [Test]
    public void A_new_refusal_changes_the_list() =>
        Assert.That(Said("return Refusal.Conflict(\n    \"no.such\", \"Không.\", \"No.\");"),
            Is.EqualTo(new[] { new Row("no.such", "409", "No.") }));

    // what a helper or a SigningRefusal says keeps the status that was written by hand; what nobody says any more goes
    private static string Draw(IEnumerable<Row> said)
    {
        var listed = Listed().ToDictionary(row => row.Code);
        var source = string.Concat(Sources().Select(file => file.Text));
        var rows = said.GroupBy(row => row.Code).Select(same => new Row(
            same.Key,
            string.Join(", ", same.Select(row => row.Status).Distinct().Order()),
            listed.TryGetValue(same.Key, out var row) ? row.Meaning : same.First().Meaning)).ToDictionary(row => row.Code);
        var kept = listed.Values.Where(row => !rows.ContainsKey(row.Code) && source.Contains($"\"{row.Code}\"", StringComparison.Ordinal));
        var lines = rows.Values.Concat(kept).OrderBy(row => row.Code, StringComparer.Ordinal)
            .Select(row => $"| {row.Code} | {row.Status} | {row.Meaning} |\n");
        return "# Refusal codes\n\n| code | status | meaning |\n| --- | --- | --- |\n" + string.Concat(lines);
    }

    private static IEnumerable<SourceFile> Sources() => Repository.Files("src", ".cs").Concat(Repository.Files("src", ".razor"));

    private static IEnumerable<Row> Said() => Sources().SelectMany(file => Said(file.Text));

    private static IEnumerable<Row> Said(string text) => Refused().Matches(text).Select(match => new Row(
        match.Groups[2].Value, $"{Enum.Parse<RefusalKind>(match.Groups[1].Value).Status()}", match.Groups[3].Value));

    private static IEnumerable<Row> Listed() => File.ReadLines(List).Select(line => Written().Match(line)).Where(match => match.Success)
        .Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)).DistinctBy(row => row.Code);

    private sealed record Row(string Code, string Status, string Meaning);

    [GeneratedRegex("""Refusal\.(\w+)\(\s*"([a-z0-9-]+\.[a-z0-9-]+)"(?:,\s*\$?"[^"]*",\s*\$?"([^"]*)")?""")]
    private static partial Regex Refused();

    [GeneratedRegex(@"^\|\s*([a-z0-9-]+\.[a-z0-9-]+)\s*\|\s*([0-9, ]+?)\s*\|\s*(.*?)\s*\|$")]
    private static partial Regex Written();
}
