namespace DocFlow.Benchmarks.Exchange;

/// <summary>What a process holds of the machine's memory, as Linux counts it.</summary>
internal static class ResidentMemory
{
    private static readonly string[] Lines = ["VmHWM", "VmRSS", "RssAnon", "RssFile", "RssShmem"];

    public static string Of(int process)
    {
        var status = File.ReadLines($"/proc/{process}/status")
            .Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1]);
        return string.Join(", ", Lines.Select(name => $"{name} {Kilobytes(status[name]) / 1024} MB"));
    }

    private static int Kilobytes(string said) =>
        int.Parse(said.Replace("kB", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
