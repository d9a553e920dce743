using DocFlow.Signing;
using DocFlow.Signing.Fields;

namespace DocFlow.Host.Commands;

/// <summary>Which field is signed when nobody names one.</summary>
internal static class FieldChoice
{
    /// <summary>
    /// The only empty signature field, or a new one that shows nothing in a file that has none; several are a question back.
    /// </summary>
    public static SigningOutcome<(string Field, NewField? Place)> Among(IReadOnlyList<FieldSummary> fields)
    {
        var empty = fields.Where(f => f.Type == "Sig" && !f.IsSigned && !f.IsLocked).Select(f => f.Name).ToList();
        return empty switch
        {
            [] => (Free(fields), new NewField()),
            [var only] => (only, null),
            _ => new SigningRefusal(
                "field.several", $"Tệp có nhiều trường ký còn trống; hãy chọn một bằng --field: {string.Join(", ", empty)}.",
                $"Several signature fields are empty; choose one with --field: {string.Join(", ", empty)}."),
        };
    }

    /// <summary>A name no field has.</summary>
    public static string Free(IReadOnlyList<FieldSummary> fields) => Enumerable.Range(1, fields.Count + 1).Select(i => $"Signature{i}")
        .First(name => !fields.Any(f => f.Name == name || f.Name.StartsWith($"{name}.", StringComparison.Ordinal)));
}
