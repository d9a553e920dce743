using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow.Law;

public sealed class StageDiagramTests
{
    private const string Begin = "<!-- law:begin -->\n";
    private const string End = "<!-- law:end -->";

    [Test]
    public void The_stage_diagram_in_the_README_is_what_the_law_says()
    {
        var readme = File.ReadAllText(Readme());
        var fresh = StageDiagram.Draw(BuiltInRoutes.IntakeToIssue);

        if (Shown(readme) != fresh && Environment.GetEnvironmentVariable("DOCFLOW_REDRAW") == "1")
            File.WriteAllText(Readme(), readme = readme.Replace(Begin + Shown(readme), Begin + fresh, StringComparison.Ordinal));

        Assert.That(Shown(readme), Is.EqualTo(fresh), "The diagram is stale: run this test with DOCFLOW_REDRAW=1 and read the diff.");
    }

    [Test]
    public void Another_law_draws_another_diagram()
    {
        var route = BuiltInRoutes.IntakeToIssue;
        var steps = route.Steps.Where(step => step.Name != "review").Select(step => step with { ReturnTo = Step.Revise });
        var other = route with { Steps = [.. steps] };

        Assert.That(StageDiagram.Draw(other), Is.Not.EqualTo(StageDiagram.Draw(route)));
        Assert.That(StageDiagram.Draw(route), Does.Contain("review --> approve: review"));
    }

    private static string Shown(string readme)
    {
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return readme[begin..readme.IndexOf(End, StringComparison.Ordinal)];
    }

    private static string Readme()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DocFlow.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("DocFlow.sln is above the tests.");
        return Path.Combine(folder.FullName, "README.md");
    }
}
