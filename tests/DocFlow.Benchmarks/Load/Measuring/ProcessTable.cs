using System.Globalization;

namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>One process: its own ticks, and those of its children that ended and were waited for.</summary>
internal sealed record ProcessLine(int Pid, int Parent, long Started, long Ticks);

/// <summary>What /proc says of all processes.</summary>
internal static class ProcessTable
{
    public static Dictionary<int, ProcessLine> Read()
    {
        var processes = new Dictionary<int, ProcessLine>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && Stat(pid) is { } text)
                processes[pid] = Parse(pid, text);
        }

        return processes;
    }

    /// <summary>proc_pid_stat(5), counted from the closing bracket of the name, which may hold anything.</summary>
    public static ProcessLine Parse(int pid, string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return new ProcessLine(pid, (int)Field(4), Field(22), Field(14) + Field(15) + Field(16) + Field(17));
    }

    public static double ResidentMegabytes(int pid)
    {
        var resident = Lines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = resident?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "0";
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }

    private static string? Stat(int pid) => Lines($"/proc/{pid}/stat").FirstOrDefault();

    // a process may end between the listing and the reading
    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
