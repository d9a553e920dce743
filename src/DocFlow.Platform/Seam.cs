using System.Diagnostics;

namespace DocFlow.Platform;

/// <summary>
/// Named places between two durable steps. Set DOCFLOW_CRASH_AT to a name and the process kills itself (SIGKILL) the first time it gets
/// there: the journey tests show that nothing is lost. Unset, which is always but in tests, it does nothing.
/// </summary>
public static class Seam
{
    private static readonly string? CrashAt = Environment.GetEnvironmentVariable("DOCFLOW_CRASH_AT");

    /// <summary>Says that a seam was reached.</summary>
    public static void Reached(string name)
    {
        if (CrashAt != name)
            return;

        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
