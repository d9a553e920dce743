namespace DocFlow.Platform.Data;

/// <summary>How the schema stands to this version.</summary>
/// <param name="Pending">What is not applied yet.</param>
/// <param name="Missing">The first of them that this version cannot do without.</param>
/// <param name="TakenAway">A migration of a newer version that took away what this one uses.</param>
public sealed record SchemaState(IReadOnlyList<string> Pending, string? Missing, string? TakenAway)
{
    /// <summary>Whether a migration of this name (NNNN_contract_…) takes something away.</summary>
    public static bool IsContract(string migration) => migration.AsSpan(4).StartsWith("_contract_", StringComparison.Ordinal);
}
