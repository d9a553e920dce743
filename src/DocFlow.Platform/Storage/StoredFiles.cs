namespace DocFlow.Platform.Storage;

/// <summary>A file of the content store and when it was written.</summary>
public sealed record StoredAt(string Sha256, DateTimeOffset WrittenAt);

/// <summary>What lies in the content store, for those who compare it with what ought to.</summary>
public sealed class StoredFiles(PlatformOptions options, ContentStore content)
{
    private readonly string _content = Path.Combine(options.Folder, "content");

    /// <summary>All files whose name begins with this digit.</summary>
    public IEnumerable<StoredAt> Of(char digit) =>
        from folder in new DirectoryInfo(_content).EnumerateDirectories($"{digit}?")
        from file in folder.EnumerateFiles()
        where file.Name.Length == 64
        select new StoredAt(file.Name, file.LastWriteTimeUtc);

    /// <summary>Whether the store has it, or it lies aside until <see cref="CondemnedFiles"/> knows what becomes of it.</summary>
    public bool Has(string sha256) => content.Has(sha256) || new LaidAside(options, content).Has(sha256) || content.Has(sha256);

    /// <summary>Whether it still holds the bytes of its name; one destroyed meanwhile is not said to be damaged.</summary>
    public async Task<bool> IsWhole(string sha256, CancellationToken stop) => await content.Holds(sha256, stop) || !content.Has(sha256);
}
