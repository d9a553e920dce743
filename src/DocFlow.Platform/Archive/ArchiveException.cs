namespace DocFlow.Platform.Archive;

/// <summary>A backup that cannot be taken, trusted or restored; the refusal says why and what to do.</summary>
public sealed class ArchiveException(Refusal refusal) : Exception(refusal.En)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
