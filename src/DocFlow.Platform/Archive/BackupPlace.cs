using DocFlow.Platform.Storage;

namespace DocFlow.Platform.Archive;

/// <summary>
/// A folder that holds backups: one folder each, and <c>content</c>, which they share: a file that an earlier backup copied is not copied
/// again.
/// </summary>
public sealed class BackupPlace(string folder)
{
    private const string Unfinished = ".unfinished-";

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>
    /// Fingerprint of the node key that must have signed what is taken from here, as it was kept outside. Without it a backup's signature
    /// says only that nothing was changed since somebody made it.
    /// </summary>
    public string? SignedBy { get; init; }

    /// <summary>The whole backups by name, oldest first.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(Folder) ? [] :
    [
        .. Directory.EnumerateDirectories(Folder).Where(set => File.Exists(Path.Combine(set, Manifest.File)))
            .Select(set => Path.GetFileName(set)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The copied files of all backups in this place.</summary>
    public ContentStore Content() => new(new PlatformOptions { Folder = Folder, Data = new Data.DataOptions { Connection = "" } });

    /// <summary>The folder of a backup: the one of this name, or the latest.</summary>
    /// <exception cref="ArchiveException">There is none.</exception>
    public string Find(string? name)
    {
        var names = Names;
        var found = name is null ? names is [.., var last] ? last : null : names.FirstOrDefault(one => one == name);
        return found is null ? throw ArchiveSentences.None(Folder) : Path.Combine(Folder, found);
    }

    /// <summary>
    /// Makes a backup: it has its name only when everything in it is on the disk, and what fails leaves nothing but files of the shared
    /// content.
    /// </summary>
    internal async Task<string> Make(string name, Func<string, Task> fill)
    {
        PrivateFile.Folder(Folder);
        PrivateFile.Folder(Path.Combine(Folder, "content"));
        var (making, made) = (Path.Combine(Folder, Unfinished + name), Path.Combine(Folder, name));
        PrivateFile.Folder(making);
        try
        {
            await fill(making);
            Directory.Move(making, made);
            return made;
        }
        finally
        {
            if (Directory.Exists(making))
                Directory.Delete(making, recursive: true);
        }
    }
}
