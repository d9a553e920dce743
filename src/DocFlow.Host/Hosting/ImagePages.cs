using System.Globalization;
using System.Runtime.InteropServices;

namespace DocFlow.Host.Hosting;

/// <summary>
/// A start reads nearly every page of some two hundred libraries, most of them never again; the kernel counts them as this process's memory
/// until somebody else needs the room. Let go of, they stay in the kernel's cache: what is needed again comes back from there.
/// </summary>
/// <param name="process">Where the kernel tells of this process.</param>
public sealed class ImagePages(string process = "/proc/self")
{
    private const int DontNeed = 4; // MADV_DONTNEED
    private HashSet<string> _settled = [];

    /// <summary>
    /// Notes what is mapped now. A library that is just being loaded looks as if nobody had written into it, and what is written a moment
    /// later would be lost: let go of is only what was there, the same, at the look before.
    /// </summary>
    public void Look() => WhereTold(() => _settled = [.. File.ReadLines(Path.Combine(process, "maps")).Where(IsLibrary)]);

    /// <summary>Lets go of what is mapped from library files and was never written, on Linux; elsewhere of nothing.</summary>
    public void LetGo() => WhereTold(() =>
    {
        string? library = null;
        // one by one: a line is true only as long as it is fresh
        foreach (var line in File.ReadLines(Path.Combine(process, "smaps")))
        {
            if (line.Length > 0 && char.IsAsciiHexDigitLower(line[0]))
                library = _settled.Contains(line) ? line : null;
            // pages of its own, which are nowhere else, the process has only where it wrote
            else if (library is not null && IsNoneOfItsOwn(line))
                LetGo(library.Split(' ')[0].Split('-'));
        }
    });

    // some kernels and containers tell nothing: the memory stays, and the server goes on
    private static void WhereTold(Action work)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            work();
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static bool IsNoneOfItsOwn(string line) =>
        line.StartsWith("Anonymous:", StringComparison.Ordinal) && line.EndsWith(" 0 kB", StringComparison.Ordinal);

    // 7fd465000000-7fd465a01000 r--s 00000000 fe:00 5841530    /usr/…/MassTransit.dll
    private static bool IsLibrary(string mapping) =>
        mapping.Split(' ', 6) is [_, ['r', '-', ..], .., var file]
        && (file.EndsWith(".dll", StringComparison.Ordinal) || file.Contains(".so", StringComparison.Ordinal));

    private static void LetGo(string[] range)
    {
        var (from, to) = (Address(range[0]), Address(range[1]));
        _ = Advise((nint)from, (nuint)(to - from), DontNeed);
    }

    private static ulong Address(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint from, nuint length, int advice);
}
