namespace DocFlow.Intake;

/// <summary>Settings of this room, from the configuration's section "Intake".</summary>
public sealed record IntakeOptions
{
    /// <summary>The largest file that is taken in, in bytes.</summary>
    public long UploadLimit { get; init; } = 200_000_000;

    /// <summary>The longest PDF that is taken in; screening walks all of it.</summary>
    public int PageLimit { get; init; } = 5_000;
}
