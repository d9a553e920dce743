using System.Diagnostics;
using NUnit.Framework;

namespace DocFlow.Tests.Signing;

/// <summary>A program of the machine; where it is missing a test is skipped at a desk and fails on CI.</summary>
internal static class Tool
{
    /// <summary>What it said, and last a line with its exit code.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var (said, exit) = Ask(program, arguments, Timeout.InfiniteTimeSpan);
        return $"{said}\nexit {exit}";
    }

    /// <summary>What it said, whatever its exit code.</summary>
    public static string Said(string program, params string[] arguments) => Ask(program, arguments, Timeout.InfiniteTimeSpan).Said!;

    /// <summary>What it said, or null if it had to be ended.</summary>
    public static string? SaidWithin(TimeSpan patience, string program, params string[] arguments) =>
        Ask(program, arguments, patience).Said;

    private static (string? Said, int Exit) Ask(string program, string[] arguments, TimeSpan patience)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(one => Path.Combine(one, program));
        if (!path.Any(File.Exists))
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), $"{program} is missing on CI.");
            Assert.Ignore($"{program} is not installed.");
        }

        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(patience))
            return (output.Result + errors.Result, process.ExitCode);
        process.Kill();
        return (null, -1);
    }
}
