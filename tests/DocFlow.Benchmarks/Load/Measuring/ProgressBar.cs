using System.Globalization;

namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>How far the run is: a bar on a terminal, a line now and then in a log.</summary>
internal sealed class ProgressBar(int documents, TimeProvider clock)
{
    private const int Length = 30;

    private readonly long _begun = clock.GetTimestamp();
    private readonly TimeSpan _every = TimeSpan.FromSeconds(Console.IsErrorRedirected ? 10 : 1);
    private long _said = clock.GetTimestamp();

    public void Show(int done)
    {
        var last = done == documents;
        if (!last && clock.GetElapsedTime(_said) < _every)
            return;
        _said = clock.GetTimestamp();
        var seconds = clock.GetElapsedTime(_begun).TotalSeconds;
        var bar = new string('#', Length * done / documents).PadRight(Length, '.');
        var line = string.Create(CultureInfo.InvariantCulture, $"[{bar}] {done}/{documents}  {seconds:F0} s  {done / seconds:F1}/s");
        Console.Error.Write(Console.IsErrorRedirected ? line + "\n" : "\r" + line + (last ? "\n" : ""));
    }
}
