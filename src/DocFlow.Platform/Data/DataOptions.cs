namespace DocFlow.Platform.Data;

/// <summary>Which engine holds the truth: "sqlite" (default), "postgresql" or "sqlserver", and how to reach it.</summary>
public sealed record DataOptions
{
    /// <summary>Name of the engine.</summary>
    public string Engine { get; init; } = "sqlite";

    /// <summary>The engine's own connection string; for SQLite "Data Source=FILE".</summary>
    public required string Connection { get; init; }
}
