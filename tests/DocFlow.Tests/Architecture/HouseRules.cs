using System.Text.RegularExpressions;

namespace DocFlow.Tests.Architecture;

/// <summary>What must not stand in a source file, and where.</summary>
internal static partial class HouseRules
{
    private static readonly string[] Services = ["DocFlow.Intake", "DocFlow.Workflow", "DocFlow.Dispatch", "DocFlow.Web"];
    private static readonly string[] Nameless = ["Common", "Core", "Shared", "Helpers", "Utils", "Services", "Models", "Handlers"];

    public static IEnumerable<string> Check(SourceFile file) =>
    [
        .. NoCatchInServices(file), .. OnlyTimeProvider(file), .. NamesSaySomething(file), .. OnlyOwnTables(file),
        .. OnlyTheRelayPublishes(file),
    ];

    private static IEnumerable<string> NoCatchInServices(SourceFile file) => Services.Contains(file.Project)
        ? Found(file, Catch(), "a service does not catch: refuse, or let it reach the platform")
        : [];

    private static IEnumerable<string> OnlyTimeProvider(SourceFile file) => Found(file, Clock(), "time comes from TimeProvider");

    private static IEnumerable<string> NamesSaySomething(SourceFile file) => file.Path.Split('/')
        .Where(part => Nameless.Contains(part) || Nameless.Any(name => part.EndsWith("." + name, StringComparison.Ordinal)))
        .Select(part => $"{file.Path}: the folder name {part} says nothing");

    private static IEnumerable<string> OnlyOwnTables(SourceFile file)
    {
        foreach (var other in new[] { "intake", "workflow", "dispatch" })
        {
            if (!file.Project.EndsWith(other, StringComparison.OrdinalIgnoreCase) && file.Project != "DocFlow.Host")
            {
                var table = new Regex($@"\b(from|join|into|update|table)\s+{other}_\w+");
                foreach (var fault in Found(file, table, $"only {other} reads and writes its tables"))
                    yield return fault;
            }
        }
    }

    private static IEnumerable<string> OnlyTheRelayPublishes(SourceFile file) => file.Project == "DocFlow.Platform"
        ? []
        : Found(file, Bus(), "only session.Publish sends; nothing else touches the bus");

    private static IEnumerable<string> Found(SourceFile file, Regex pattern, string why) =>
        pattern.Matches(file.Text).Select(match => $"{file.Path}:{file.Text[..match.Index].Count(c => c == '\n') + 1}: {why}");

    [GeneratedRegex(@"\bcatch\b\s*(\(|\{|when|$)", RegexOptions.Multiline)]
    private static partial Regex Catch();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(IPublishEndpoint|ISendEndpointProvider|IBus)\b")]
    private static partial Regex Bus();
}
