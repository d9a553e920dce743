using System.Text.RegularExpressions;

namespace DocFlow.Platform.Data;

/// <summary>The statements that a migration may be made of.</summary>
internal static partial class SchemaWords
{
    [GeneratedRegex(@"--[^\n]*")]
    public static partial Regex Comment();

    [GeneratedRegex(@"^create\s+table\s+(\w+)\s*\((.*)\)$", RegexOptions.Singleline)]
    public static partial Regex Create();

    [GeneratedRegex(@"^alter\s+table\s+(\w+)\s+add\s+(?:column\s+)?(.*)$", RegexOptions.Singleline)]
    public static partial Regex Add();

    [GeneratedRegex(@"^drop\s+table\s+(\w+)$")]
    public static partial Regex Drop();

    [GeneratedRegex(@"^alter\s+table\s+(\w+)\s+drop\s+column\s+(\w+)$")]
    public static partial Regex DropColumn();

    // what leaves the columns of every table as they are
    [GeneratedRegex(@"^(create\s+(unique\s+)?index|drop\s+index|insert\s+into|update|delete\s+from)\s")]
    public static partial Regex Other();

    // commas that separate columns, not those inside brackets
    [GeneratedRegex(@",(?![^(]*\))")]
    public static partial Regex Outside();

    [GeneratedRegex(@"^(?:add\s+)?(\w+)\s+\{(\w+)(?::\d+)?\}")]
    public static partial Regex Declared();

    [GeneratedRegex(@"^(primary\s+key|unique|foreign\s+key|constraint|check)\b")]
    public static partial Regex Constraint();
}
