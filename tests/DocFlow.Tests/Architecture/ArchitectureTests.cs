using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>The house keeps its shape; each rule has a twin that shows it can fail.</summary>
public sealed class ArchitectureTests
{
    [Test]
    public void No_file_method_or_line_is_larger_than_the_house_style_allows() =>
        Assert.That(string.Join("\n", Sources().SelectMany(SizeRules.Check)), Is.Empty);

    [TestCase("a line of more than 140 columns", "limit 140")]
    [TestCase("a method of 41 lines", "limit 40")]
    [TestCase("a method of six parameters", "limit 5")]
    [TestCase("four ifs in each other", "limit 3")]
    [TestCase("thirteen methods", "limit 12")]
    [TestCase("a file of 251 lines", "limit 250")]
    public void A_size_beyond_its_limit_is_found(string what, string sentence)
    {
        var text = what switch
        {
            "a line of more than 140 columns" => "// " + new string('x', 140),
            "a method of 41 lines" => "class A { void M() {\n" + new string('\n', 40) + "} }",
            "a method of six parameters" => "class A { void M(int a, int b, int c, int d, int e, int f) { } }",
            "four ifs in each other" => "class A { void M() { if (a) { foreach (var b in c) { while (d) { if (e) { } } } } } }",
            "thirteen methods" => "class A {" + string.Concat(Enumerable.Range(0, 13).Select(i => $"void M{i}() {{ }} ")) + "}",
            _ => new string('\n', 250) + "class A { }",
        };

        Assert.That(SizeRules.Check(new SourceFile("src/DocFlow.Intake/A.cs", text)), Has.Some.Contains(sentence));
    }

    [Test]
    public void Services_do_not_catch_read_clocks_or_touch_each_others_tables_or_the_bus() =>
        Assert.That(
            string.Join("\n", Sources().Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(HouseRules.Check)),
            Is.Empty);

    [TestCase("src/DocFlow.Intake/A.cs", "try { } catch (Exception e) { }", "does not catch")]
    [TestCase("src/DocFlow.Intake/A.cs", "try { } catch\n{ }", "does not catch")]
    [TestCase("src/DocFlow.Signing/A.cs", "var now = DateTimeOffset.UtcNow;", "TimeProvider")]
    [TestCase("src/DocFlow.Intake/Helpers/A.cs", "", "says nothing")]
    [TestCase("src/DocFlow.Intake/A.cs", "select id\nfrom workflow_case", "only workflow")]
    [TestCase("src/DocFlow.Intake/A.cs", "class A(IBus bus);", "session.Publish")]
    public void A_broken_house_rule_is_found(string path, string text, string sentence) =>
        Assert.That(HouseRules.Check(new SourceFile(path, text)), Has.Some.Contains(sentence));

    [Test]
    public void Projects_reference_only_whom_they_may() =>
        Assert.That(string.Join("\n", Repository.Files("src", ".csproj").SelectMany(ReferenceRules.Check)), Is.Empty);

    [Test]
    public void A_forbidden_reference_is_found()
    {
        const string text = """<Project><ProjectReference Include="../DocFlow.Workflow/DocFlow.Workflow.csproj" /></Project>""";

        Assert.That(ReferenceRules.Check(new SourceFile("src/DocFlow.Intake/DocFlow.Intake.csproj", text)), Has.Exactly(1).Items);
    }

    private static IEnumerable<SourceFile> Sources() => new[] { "src", "tests" }
        .SelectMany(folder => Repository.Files(folder, ".cs").Concat(Repository.Files(folder, ".razor")));
}
