using System.Diagnostics;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>A program of the machine; where it is missing a test is skipped at a desk and fails on CI.</summary>
internal static class Tool
{
    public static string Run(string program, params string[] arguments)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(one => Path.Combine(one, program));
        if (!path.Any(File.Exists))
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), $"{program} is missing on CI.");
            Assert.Ignore($"{program} is not installed.");
        }

        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return $"{output}\n{errors.Result}\nexit {process.ExitCode}";
    }
}
