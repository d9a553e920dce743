using System.Diagnostics;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Telemetry;

/// <summary>What Prometheus' own tool says of a page of metrics: an eye that is not ours.</summary>
internal static class Promtool
{
    private const string Tool = "/usr/bin/promtool";

    public static (int Exit, string Said) Check(string page)
    {
        if (!File.Exists(Tool) && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore("promtool is not installed: Debian's package prometheus has it.");

        var start = new ProcessStartInfo(Tool, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true };
        using var tool = Process.Start(start)!;
        tool.StandardInput.Write(page);
        tool.StandardInput.Close();
        var said = tool.StandardError.ReadToEnd();
        tool.WaitForExit();
        return (tool.ExitCode, said);
    }
}
