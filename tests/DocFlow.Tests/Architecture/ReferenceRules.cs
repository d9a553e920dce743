using System.Xml.Linq;

namespace DocFlow.Tests.Architecture;

/// <summary>Who may reference whom (DESIGN.md §2).</summary>
internal static class ReferenceRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["DocFlow.Contracts"] = [],
        ["Microsoft.SqlServer.Server"] = [],
        ["DocFlow.Platform"] = ["Microsoft.SqlServer.Server"],
        ["DocFlow.Signing"] = [],
        ["DocFlow.EdXml"] = [],
        ["DocFlow.Intake"] = ["DocFlow.Contracts", "DocFlow.Platform", "DocFlow.Signing", "DocFlow.EdXml"],
        ["DocFlow.Workflow"] = ["DocFlow.Contracts", "DocFlow.Platform", "DocFlow.Signing"],
        ["DocFlow.Dispatch"] = ["DocFlow.Contracts", "DocFlow.Platform", "DocFlow.Signing", "DocFlow.EdXml"],
        ["DocFlow.Web"] = ["DocFlow.Contracts", "DocFlow.Platform"],
    };

    public static IEnumerable<string> Check(SourceFile project)
    {
        var name = Path.GetFileNameWithoutExtension(project.Path);
        var references = XDocument.Parse(project.Text).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
        return name == "DocFlow.Host"
            ? []
            : references.Except(Allowed.GetValueOrDefault(name, [])).Select(other => $"{name} may not reference {other}");
    }
}
