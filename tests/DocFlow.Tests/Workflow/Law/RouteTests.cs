using System.Text.Json;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow.Law;

public sealed class RouteTests
{
    [Test]
    public void Every_built_in_route_survives_being_kept_with_its_case()
    {
        var kept = BuiltInRoutes.All.Select(route => Route.Parse(route.ToJson()).ToJson());

        Assert.That(kept, Is.EqualTo(BuiltInRoutes.All.Select(route => route.ToJson())));
    }

    [TestCase("\"who\": [{ \"role\": \"leader\" }]", "\"who\": []", "somebody to act")]
    [TestCase("\"returnTo\": \"review\"", "\"returnTo\": \"sign\"", "an earlier step")]
    [TestCase("\"authority\": \"direct\"", "\"authority\": null", "form of authority")]
    [TestCase("\"name\": \"approve\"", "\"name\": \"review\"", "one name")]
    [TestCase("\"field\": { \"name\": \"Signer\" }", "\"rule\": \"any\"", "needs a field")]
    public void A_faulty_route_is_not_read(string part, string faulty, string sentence)
    {
        var json = Indented(BuiltInRoutes.IntakeToIssue).Replace(part, faulty, StringComparison.Ordinal);

        Assert.That(() => Route.Parse(json), Throws.InstanceOf<JsonException>().With.Message.Contains(sentence));
    }

    [Test]
    public void A_word_no_route_knows_is_not_passed_over()
    {
        var json = Indented(BuiltInRoutes.IntakeToIssue).Replace("\"days\"", "\"dais\"", StringComparison.Ordinal);

        Assert.That(() => Route.Parse(json), Throws.InstanceOf<JsonException>());
    }

    private static string Indented(Route route)
    {
        using var json = typeof(Route).Assembly.GetManifestResourceStream($"{route.Name}.json")!;
        using var reader = new StreamReader(json);
        return reader.ReadToEnd();
    }
}
