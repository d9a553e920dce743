using System.Runtime.CompilerServices;

namespace DocFlow.Tests.Architecture;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Every file below a folder with this ending, without what the build makes.</summary>
    public static IEnumerable<SourceFile> Files(string below, string ending) =>
        Directory.EnumerateFiles(Path.Combine(Root, below), "*" + ending, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))));

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "DocFlow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("DocFlow.sln is not above the tests.");
        return folder.FullName;
    }
}

/// <summary>A file of the tree; the path is relative to the root, with slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');

    /// <summary>The project's folder: "DocFlow.Intake".</summary>
    public string Project => Path.Split('/')[1];
}
