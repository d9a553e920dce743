using System.Globalization;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>What the system does to processes, which cannot refuse it.</summary>
internal static class Signals
{
    /// <summary>SIGKILL to all at one moment: nothing is flushed, nobody says goodbye.</summary>
    public static Task Kill(params IEnumerable<IPart> parts) => Send("KILL", parts.SelectMany(part => part.Processes));

    /// <summary>SIGTERM: they may end what they are at.</summary>
    public static Task Terminate(IEnumerable<IPart> parts) => Send("TERM", parts.SelectMany(part => part.Processes));

    /// <summary>SIGSTOP: they stand still and do not know it.</summary>
    public static Task Stop(IEnumerable<int> processes) => Send("STOP", processes);

    /// <summary>SIGCONT to those that are still there.</summary>
    public static Task Continue(IEnumerable<int> processes) => Send("CONT", processes.Where(Lives));

    /// <summary>Whether the process is there and no zombie.</summary>
    public static bool Lives(int process) => Stat(process) is { State: not ('Z' or 'X') };

    /// <summary>A server that notes its process in the first line of a file; nothing where that is gone or half written.</summary>
    public static IReadOnlyList<int> Noted(string file)
    {
        try
        {
            return int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) ? Tree(id) : [];
        }
        catch (IOException)
        {
            return []; // not written yet, or taken away while we looked
        }
    }

    /// <summary>The process and everything below it.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        if (!Lives(root))
            return [];
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Lives(id)).ToLookup(id => Stat(id)?.Parent ?? 0);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
            tree.AddRange(parents[tree[i]]);
        return tree;
    }

    private static (char State, int Parent)? Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // it ended while we looked
        }
    }

    private static async Task Send(string signal, IEnumerable<int> processes)
    {
        var ids = processes.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        if (ids.Count > 0)
            await Tool.Run("kill", ["-s", signal, .. ids]); // one that ended meanwhile is no harm
    }
}
