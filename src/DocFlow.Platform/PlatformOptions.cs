using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Platform;

/// <summary>Where an installation keeps its things.</summary>
public sealed record PlatformOptions
{
    /// <summary>The data folder: database file, content store, keys.</summary>
    public required string Folder { get; init; }

    /// <summary>The database.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>The bus.</summary>
    public BusOptions Bus { get; init; } = new();

    /// <summary>How long a key that its PIN opened may be opened again by the same PIN without the slow way; zero: never.</summary>
    public TimeSpan HoldKeysFor { get; init; } = TimeSpan.FromMinutes(5);
}
