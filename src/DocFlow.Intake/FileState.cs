namespace DocFlow.Intake;

/// <summary>Where a received file stands.</summary>
public enum FileState
{
    /// <summary>Waits for the clerk's recorded decision about what screening found.</summary>
    Held,

    /// <summary>May be registered.</summary>
    Ready,

    /// <summary>Belongs to a registered document.</summary>
    Registered,

    /// <summary>Needs no registration; its bytes stay.</summary>
    SetAside,

    /// <summary>
    /// Came with a packet but is no PDF that can be shown safely (another format, encrypted, scripted, damaged): kept as it came, only
    /// to be downloaded, at most an annex.
    /// </summary>
    Unusable,

    /// <summary>A state secret let in by mistake: its bytes are gone, its hash and its record stay.</summary>
    Destroyed,
}
