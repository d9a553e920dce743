namespace DocFlow.Platform.Telemetry;

/// <summary>How many documents stand at a stage, and since when the oldest does. A room counts only what still wants work.</summary>
public sealed record StageCount
{
    /// <summary>The stage's name within its room, such as "review".</summary>
    public required string Stage { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>Since when the oldest stands there.</summary>
    public DateTimeOffset? Oldest { get; init; }
}
