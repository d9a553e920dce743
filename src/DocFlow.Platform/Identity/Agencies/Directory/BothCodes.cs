namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>The codes of one agency: as somebody said it, in force, and the one before; the same text where no other is known.</summary>
public sealed record BothCodes(string Said, string InForce, string Old)
{
    /// <summary>Whether they are one agency's.</summary>
    public bool AreSame(BothCodes other) =>
        DirectoryEntry.KeyOf(Said) == DirectoryEntry.KeyOf(other.Said)
        || DirectoryEntry.KeyOf(InForce) == DirectoryEntry.KeyOf(other.InForce);
}
