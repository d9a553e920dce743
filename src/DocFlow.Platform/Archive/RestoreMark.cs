namespace DocFlow.Platform.Archive;

/// <summary>
/// The file <c>restoring</c> in a data folder: a restore was begun there and has not ended, so the installation is not whole yet.
/// </summary>
public static class RestoreMark
{
    private const string Name = "restoring";

    /// <summary>Whether it is there.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>What keeps the installation from starting; null when nothing does.</summary>
    public static string? Why(string folder) => !Is(folder)
        ? null
        : $"A restore into {folder} was begun and has not ended. Run it again: docflow restore \"{Path.GetDirectoryName(Backup(folder))}\" "
            + $"--set {Path.GetFileName(Backup(folder))} --data \"{folder}\"; or, to begin with nothing, delete the file {Name} there.";

    internal static void Begin(string folder, string backup) => File.WriteAllText(Path.Combine(folder, Name), backup);

    internal static void End(string folder) => File.Delete(Path.Combine(folder, Name));

    private static string Backup(string folder) => File.ReadAllText(Path.Combine(folder, Name));
}
