namespace DocFlow.EdXml.Reading;

/// <summary>How much a packet may ask of the machine; real packets stay far below.</summary>
public sealed record ReadSettings
{
    public static readonly ReadSettings Default = new();

    public long MostPacketBytes { get; init; } = 1L << 30;
    public long MostAttachmentBytes { get; init; } = 512L << 20;
    public long MostAttachmentBytesTogether { get; init; } = 1L << 30;
    public int MostAttachments { get; init; } = 200;
    public int MostRecipients { get; init; } = 5_000;
    /// <summary>Elements and attributes.</summary>
    public int MostElements { get; init; } = 60_000;
    public int MostDepth { get; init; } = 32;
    public int MostTextCharacters { get; init; } = 10_000;

    /// <summary>Of everything but the files: what is held in memory.</summary>
    public int MostCharacters { get; init; } = 8_000_000;

    /// <summary>Elements and attributes that nobody knows.</summary>
    public int MostUnknown { get; init; } = 1_000;

    /// <summary>Between two things the parser tells us (elements, texts, pieces of a file) it may not swallow more than this.</summary>
    public long MostBytesPerToken { get; init; } = 1L << 20;

    /// <summary>A page of zeros deflates to a thousandth; letters and scans never to a two-hundredth.</summary>
    public long MostZipRatio { get; init; } = 200;

    /// <summary>Room for one attachment's payload while it is looked at: readable, writable, seekable; disposed after use.</summary>
    public Func<Stream> Scratch { get; init; } = TemporaryFile;

    // what is on its way from one agency to another is nobody else's on this machine
    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 81_920,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"edxml-{Guid.CreateVersion7():N}"), options);
    }
}
