using System.Globalization;
using System.Runtime.InteropServices;

namespace DocFlow.Host.Hosting;

/// <summary>
/// A start reads nearly every page of some two hundred libraries, most of them never again; the kernel counts them as this process's memory
/// until somebody else needs the room. Let go of, they stay in the kernel's cache: what is needed again comes back from there.
/// </summary>
public static class ImagePages
{
    private const int DontNeed = 4; // MADV_DONTNEED

    /// <summary>Lets go of what is mapped from library files and was never written, on Linux; elsewhere of nothing.</summary>
    public static void LetGo()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string? library = null;
        foreach (var line in File.ReadAllLines("/proc/self/smaps"))
        {
            if (char.IsAsciiHexDigitLower(line[0]))
                library = IsLibrary(line) ? line : null;
            // pages of its own, which are nowhere else, the process has only where it wrote
            else if (library is not null && line.StartsWith("Anonymous:", StringComparison.Ordinal) && Kilobytes(line) == 0)
                LetGo(library.Split(' ')[0].Split('-'));
        }
    }

    // 7fd465000000-7fd465a01000 r--s 00000000 fe:00 5841530    /usr/…/MassTransit.dll
    private static bool IsLibrary(string mapping) =>
        mapping.Split(' ', 6) is [_, ['r', '-', ..], .., var file]
        && (file.EndsWith(".dll", StringComparison.Ordinal) || file.Contains(".so", StringComparison.Ordinal));

    private static void LetGo(string[] range)
    {
        var (from, to) = (Address(range[0]), Address(range[1]));
        _ = Advise((nint)from, (nuint)(to - from), DontNeed);
    }

    private static long Kilobytes(string line) => long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture);

    private static ulong Address(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint from, nuint length, int advice);
}
