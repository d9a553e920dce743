namespace DocFlow.Workflow.Law;

/// <summary>The routes that come with DocFlow: <c>Routes/NAME.json</c>, inside the assembly.</summary>
public static class BuiltInRoutes
{
    public static Route IntakeToIssue { get; } = Read("intake-to-issue");
    public static Route Incoming { get; } = Read("incoming");
    public static Route Outgoing { get; } = Read("outgoing");

    public static IReadOnlyList<Route> All => [IntakeToIssue, Incoming, Outgoing];

    private static Route Read(string name)
    {
        using var json = typeof(BuiltInRoutes).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new InvalidOperationException($"Route {name} is missing from the assembly.");
        using var reader = new StreamReader(json);
        return Route.Parse(reader.ReadToEnd());
    }
}
