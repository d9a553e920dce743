using System.Diagnostics;
using System.Globalization;
using DocFlow.Tests.Signing.Fuzzing;

namespace DocFlow.Benchmarks;

/// <summary>
/// fuzz --cases N --seed S [--from K] [--out FOLDER]: the tests' fuzzer over many cases, within 256 MB of heap. A case that fails is
/// written out with seed and number; --from K --cases 1 runs it again.
/// </summary>
internal static class Fuzz
{
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(30);

    public static int Run(string[] options)
    {
        if (Environment.GetEnvironmentVariable(HeapLimit) is null)
            return AgainWithinLimit(options);
        var (cases, seed, from) = (Number(options, "--cases", 1_000), Number(options, "--seed", 1), Number(options, "--from", 0));
        var index = Array.IndexOf(options, "--out");
        var folder = Directory.CreateDirectory(index < 0 ? "fuzz-failures" : options[index + 1]).FullName;
        var fuzzer = new Fuzzer(seed, Slow);
        var watch = Stopwatch.StartNew();
        var failures = 0;
        var reading = Task.Factory.StartNew(() =>
        {
            foreach (var failure in fuzzer.Run(from, cases))
                Write(failure, folder, ref failures);
        }, TaskCreationOptions.LongRunning);
        while (!reading.Wait(TimeSpan.FromSeconds(1)))
        {
            if (fuzzer.Running is { Case: >= 0 and var number, For: var time } && time > Hanging)
                return Hung(fuzzer, (int)number, folder);
        }

        var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        Console.WriteLine($"{cases} cases with seed {seed} in {watch.Elapsed.TotalSeconds:0} s, "
            + $"the longest {fuzzer.Longest.TotalSeconds:0.00} s, peak {peak} MB: {failures} failures");
        return failures == 0 ? 0 : 1;
    }

    private static int AgainWithinLimit(string[] options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["fuzz", .. options]);
        start.Environment[HeapLimit] = "0x10000000";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int Hung(Fuzzer fuzzer, int number, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{number}-hangs.bin"), fuzzer.Make(number).Bytes);
        Console.WriteLine($"Case {number} hangs.");
        return 1;
    }

    private static void Write(FuzzFailure failure, string folder, ref int failures)
    {
        failures++;
        var name = Path.Combine(folder, $"{failure.Seed}-{failure.Case}-{failure.Name}");
        File.WriteAllBytes(name + ".bin", failure.Bytes);
        File.WriteAllText(name + ".txt", failure.What);
        Console.WriteLine($"seed {failure.Seed} case {failure.Case} ({failure.Name}): {failure.What.Split('\n')[0]}");
    }

    private static int Number(string[] options, string name, int otherwise) =>
        Array.IndexOf(options, name) is >= 0 and var at ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
