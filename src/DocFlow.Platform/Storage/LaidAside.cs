using System.Globalization;

namespace DocFlow.Platform.Storage;

/// <summary>A file that was taken out of the content store, and when.</summary>
public sealed record AsideFile(string Path, string Sha256, DateTimeOffset Since);

/// <summary>
/// The folder beside the content store where condemned files lie until they are destroyed: nobody opens them there, and bytes that come in
/// anew make a new file. Since when one lies there stands in its name; going there and back are single renames, which no kill cuts in two.
/// </summary>
public sealed class LaidAside(PlatformOptions options, ContentStore content)
{
    private readonly string _folder = Path.Combine(options.Folder, "condemned");

    /// <summary>All that lie there.</summary>
    public IReadOnlyList<AsideFile> All => Like("*");

    /// <summary>Whether the file lies there.</summary>
    public bool Has(string sha256) => Like($"{sha256}-*").Count > 0;

    /// <summary>Takes a file out of the store, where it is there; whether it lies here now.</summary>
    public bool Lay(string sha256, DateTimeOffset now)
    {
        var stored = content.PathOf(sha256);
        if (File.Exists(stored))
        {
            Directory.CreateDirectory(_folder);
            Move(stored, Path.Combine(_folder, $"{sha256}-{now.ToUnixTimeMilliseconds()}"));
            FolderSync.Flush(Path.GetDirectoryName(stored)!);
        }

        return Has(sha256);
    }

    /// <summary>Gives a file back to the store, also where the same bytes came in anew; whether the store has it now.</summary>
    public bool PutBack(string sha256)
    {
        var stored = content.PathOf(sha256);
        foreach (var file in Like($"{sha256}-*"))
        {
            Move(file.Path, stored);
            FolderSync.Flush(Path.GetDirectoryName(stored)!);
        }

        return content.Has(sha256);
    }

    /// <summary>Destroys it for good.</summary>
    public void Destroy(AsideFile file)
    {
        File.Delete(file.Path);
        FolderSync.Flush(_folder);
    }

    /// <summary>Destroys all that lies there of it; whether nothing does any more.</summary>
    public bool Destroy(string sha256)
    {
        foreach (var file in Like($"{sha256}-*"))
            Destroy(file);
        return !Has(sha256);
    }

    private IReadOnlyList<AsideFile> Like(string pattern) =>
        Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, pattern).Select(Of)] : [];

    private static AsideFile Of(string path)
    {
        var (name, dash) = (Path.GetFileName(path), Path.GetFileName(path).IndexOf('-', StringComparison.Ordinal));
        var since = long.Parse(name[(dash + 1)..], CultureInfo.InvariantCulture);
        return new AsideFile(path, name[..dash], DateTimeOffset.FromUnixTimeMilliseconds(since));
    }

    // what is there under the new name holds the same bytes
    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // another process was faster
        }
    }
}
