using System.Diagnostics;

namespace DocFlow.JourneyTests.Support;

/// <summary>The built program, started as anybody would start it.</summary>
internal static class DocFlowBinary
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where pictures and documents of the run are kept for people to look at.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("DOCFLOW_ARTIFACTS") ?? Path.Combine(Root, "artifacts")).FullName;

    /// <summary>A command that is about to be started: of a release as it is deployed.</summary>
    public static ProcessStartInfo Command(params IEnumerable<string> arguments) =>
        Start(Configuration == "Release" ? "src/DocFlow.Host/bin/published" : BuiltIn("src/DocFlow.Host"), "docflow.dll", arguments);

    /// <summary>The same, and everything it says goes straight into a file: whoever reads there has all it said so far.</summary>
    public static ProcessStartInfo CommandInto(string log, params IEnumerable<string> arguments)
    {
        var start = Command(arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (false, false);
        foreach (var (place, word) in new[] { "-c", """exec "$@" >> "$LOG" 2>&1""", "sh", start.FileName }.Index())
            start.ArgumentList.Insert(place, word);
        (start.FileName, start.Environment["LOG"]) = ("/bin/sh", log);
        return start;
    }

    /// <summary>The load driver with its options.</summary>
    public static ProcessStartInfo LoadDriver(params IEnumerable<string> wishes) =>
        Start(BuiltIn("tests/DocFlow.Benchmarks"), "DocFlow.Benchmarks.dll", ["load", .. wishes]);

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    // a project's own output folder, not the copy beside the tests: the web assets lie only there
    private static string BuiltIn(string project) =>
        Path.Combine(project, "bin", Configuration, new DirectoryInfo(AppContext.BaseDirectory).Name);

    private static ProcessStartInfo Start(string folder, string library, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Root, folder, library), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["MASSTRANSIT_USAGE_TELEMETRY"] = "false";
        return start;
    }

    /// <summary>Runs a command to its end.</summary>
    public static Task<Ran> Run(params IEnumerable<string> arguments) => Tool.Run(Command(arguments));

    /// <summary>Runs a command of an installation whose engines its environment names.</summary>
    public static Task<Ran> Run(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = Command(arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Tool.Run(start);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DocFlow.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("DocFlow.sln is nowhere above the tests.");
    }
}
