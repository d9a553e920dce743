using System.Globalization;

namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>One process of the product: its CPU seconds so far and its resident memory.</summary>
internal sealed record OneProcess(string Role, int Pid, double CpuSeconds, double ResidentMegabytes);

/// <summary>
/// CPU seconds by group of processes, from /proc, children included. NAME=PID,PID, or NAME=@FILE, which is read again each time: processes
/// that were killed and started anew go on counting under their group's name.
/// </summary>
internal sealed class ProcessGroups
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux
    private const string Driver = "driver";

    private static readonly string[] NotOurs = ["database", "broker", Driver];

    private readonly Dictionary<string, string> _groups = [];
    private readonly Dictionary<string, Dictionary<(int Pid, long Started), double>> _seen = [];

    public ProcessGroups(IEnumerable<string> groups)
    {
        foreach (var group in groups.Append($"{Driver}={Environment.ProcessId}"))
        {
            var (name, pids) = group.Split('=') is [var left, var right] ? (left, right) : throw new FormatException($"--group {group}");
            _groups[name] = _groups.TryGetValue(name, out var more) ? $"{more},{pids}" : pids;
            _seen[name] = [];
        }
    }

    /// <summary>The sum over all processes of the product.</summary>
    public static double Ours(IReadOnlyDictionary<string, double> seconds) =>
        seconds.Where(group => !NotOurs.Contains(group.Key)).Sum(group => group.Value);

    /// <summary>The CPU seconds of each group since its processes began.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        lock (_seen)
        {
            var processes = ProcessTable.Read();
            foreach (var (name, pids) in _groups)
            {
                foreach (var root in Pids(pids).Where(processes.ContainsKey).Select(pid => processes[pid]))
                    _seen[name][(root.Pid, root.Started)] = Tree(root.Pid, processes).Sum(one => one.Ticks) / TicksPerSecond;
            }

            return _seen.ToDictionary(group => group.Key, group => group.Value.Values.Sum());
        }
    }

    /// <summary>Each process of the product by itself.</summary>
    public IReadOnlyList<OneProcess> Each()
    {
        var processes = ProcessTable.Read();
        return
        [
            .. from ours in _groups.Where(named => !NotOurs.Contains(named.Key))
               from pid in Pids(ours.Value).Where(processes.ContainsKey)
               select new OneProcess(ours.Key, pid, processes[pid].Ticks / TicksPerSecond, ProcessTable.ResidentMegabytes(pid)),
        ];
    }

    private static IEnumerable<ProcessLine> Tree(int root, Dictionary<int, ProcessLine> processes)
    {
        var children = processes.Values.ToLookup(one => one.Parent);
        var waiting = new Queue<int>([root]);
        while (waiting.TryDequeue(out var pid))
        {
            yield return processes[pid];
            foreach (var child in children[pid])
                waiting.Enqueue(child.Pid);
        }
    }

    private static IEnumerable<int> Pids(string pids) => pids.Split(',').SelectMany(one => one.StartsWith('@') ? InFile(one[1..]) : [one])
        .Select(one => int.Parse(one, CultureInfo.InvariantCulture));

    private static string[] InFile(string file) =>
        File.Exists(file) ? File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
}
