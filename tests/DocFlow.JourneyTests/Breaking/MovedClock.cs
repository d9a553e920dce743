using System.Globalization;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>
/// A machine whose clock is wrong: Debian's libfaketime moves what one process sees, and can move it again while the process runs. The
/// monotonic clock is never moved, as on a real machine.
/// </summary>
internal sealed class MovedClock
{
    private static readonly string[] Libraries = ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime"];
    private readonly string _file;

    public MovedClock(string file, TimeSpan by)
    {
        _file = file;
        Move(by);
    }

    /// <summary>The library, or null where faketime is not installed.</summary>
    public static string? Library { get; } =
        Libraries.Select(folder => Path.Combine(folder, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    /// <summary>Steps the clock, also under a running process.</summary>
    public void Move(TimeSpan by)
    {
        var temporary = _file + ".new";
        File.WriteAllText(temporary, by.TotalSeconds.ToString("+0;-0", CultureInfo.InvariantCulture) + "\n");
        File.Move(temporary, _file, overwrite: true);
    }

    /// <summary>What a process must have in its environment to go by it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["NO_FAKE_STAT"] = "1",
    };
}
