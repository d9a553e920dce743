namespace DocFlow.JourneyTests.Breaking;

/// <summary>
/// A part of an installation that can fall at any moment and is put up again: a process of ours, the broker, the database.
/// </summary>
internal interface IPart
{
    string Name { get; }

    /// <summary>Its processes at this moment, the first of them first; empty when it is down.</summary>
    IReadOnlyList<int> Processes { get; }

    /// <summary>How it ended, where that is known.</summary>
    string LastWords { get; }

    /// <summary>Puts it up; it need not be ready yet.</summary>
    Task Start();
}
