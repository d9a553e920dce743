using System.Text.Json;
using System.Text.RegularExpressions;
using DocFlow.Tests.Architecture;
using NUnit.Framework;

namespace DocFlow.Tests.Deploying;

public sealed partial class ImageTests
{
    private static readonly string[] Known =
        ["FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"];

    // comments gone, continued lines joined, as the builder reads them
    private static readonly List<(string Word, string Said)> Steps =
    [
        .. Continued().Replace(Comment().Replace(DeployFiles.Text("Dockerfile"), ""), " ")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2)).Select(words => (words[0], words[1].Trim())),
    ];

    [Test]
    public void Every_step_is_known_and_begins_from_an_image_that_is_pinned()
    {
        Assert.That(Steps.Select(step => step.Word).Distinct(), Is.SubsetOf(Known));
        Assert.That(Steps[0].Word, Is.EqualTo("FROM"));
        Assert.That(All("FROM"), Has.All.Match(@"^mcr\.microsoft\.com/dotnet/\w+:10\.0( AS \w+)?$"));
    }

    [Test]
    public void What_it_copies_and_builds_is_there_and_is_let_through_to_the_builder()
    {
        var ignored = DeployFiles.Text("Dockerfile.dockerignore").Split('\n');
        var let = ignored.Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var copied = All("COPY").Where(copy => !copy.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(copy => copy.Split(' ').SkipLast(1)).Select(name => name.TrimEnd('/')).ToList();

        Assert.That(copied, Is.SubsetOf(let));
        foreach (var name in copied.Append("src/DocFlow.Host/DocFlow.Host.csproj"))
            Assert.That(Path.Exists(Path.Combine(Repository.Root, name)), Is.True, name);
        Assert.That(All("RUN"), Has.Some.Contain("src/DocFlow.Host/DocFlow.Host.csproj -c Release -o /app"));
    }

    [Test]
    public void It_runs_as_nobody_of_importance_and_docflow_understands_its_words()
    {
        var start = Words(All("ENTRYPOINT").Single());
        var health = Words(All("HEALTHCHECK").Single().Split("CMD")[1]);

        Assert.That(All("USER").Last(), Is.EqualTo("10001:10001"));
        Assert.That(start, Is.EqualTo(new[] { "dotnet", "/app/docflow.dll" }));
        Assert.That(DeployFiles.Faults(Words(All("CMD").Last())), Is.Empty);
        Assert.That(DeployFiles.Faults(health.Skip(2)), Is.Empty);
        Assert.That(DeployFiles.Text("Dockerfile"), Does.Not.Contain("ASSWORD").And.Not.Contain("SECRET"));
    }

    private static List<string> All(string word) => [.. Steps.Where(step => step.Word == word).Select(step => step.Said)];

    private static string[] Words(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    [GeneratedRegex(@"^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();
}
