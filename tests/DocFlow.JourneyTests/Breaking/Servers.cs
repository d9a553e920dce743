using System.Diagnostics;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>The scripts that put up other people's servers.</summary>
internal static class Servers
{
    public static async Task Run(string script, string act, string folder, int port)
    {
        var file = Path.Combine(DocFlowBinary.Root, "tests", "servers", script);
        // a server outlives its script: it must not keep our pipes
        const string Quietly = """exec "$0" "$@" > "$2.start" 2>&1 < /dev/null""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", Quietly, file, act, folder, $"{port}", "fsync"]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new IOException($"{script} {act} ended with {process.ExitCode}: {await File.ReadAllTextAsync(folder + ".start")}");
    }
}
