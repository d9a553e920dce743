using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>Does to an installation what a plan says, and tells what it did.</summary>
internal sealed class Breaker(Installation house, Action<string> tell)
{
    private static readonly TimeSpan[] Moves = [.. new[] { 1, -1, 24, -24 }.Select(hours => TimeSpan.FromHours(hours))];

    private readonly ConcurrentDictionary<(string Kind, string Target), int> _done = [];
    private readonly Stopwatch _time = Stopwatch.StartNew();

    /// <summary>How often what was done to what.</summary>
    public IReadOnlyDictionary<(string Kind, string Target), int> Done => _done;

    /// <summary>Blow after blow; long ones overlap the next. It stops early only when asked to.</summary>
    public async Task Run(IEnumerable<Blow> plan, CancellationToken stop)
    {
        var lasting = new List<Task>();
        foreach (var blow in plan)
        {
            await Task.Delay(blow.Wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                break;
            lasting.Add(Strike(blow));
        }

        await Task.WhenAll(lasting);
    }

    /// <summary>What was done, as a table.</summary>
    public string Table()
    {
        var rows = _done.GroupBy(one => one.Key.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind =>
            $"  {kind.Key,-16}{kind.Sum(one => one.Value),5}   " + string.Join(", ", kind
                .OrderBy(one => one.Key.Target, StringComparer.Ordinal).Select(one => $"{one.Key.Target} {one.Value}")));
        return string.Join('\n', rows);
    }

    private async Task Strike(Blow blow)
    {
        var random = new Random(blow.Seed);
        var said = await (blow.Kind switch
        {
            Plan.Kill => Kill(Part(blow.Target)),
            Plan.Pause => Pause(Part(blow.Target), blow.Time),
            Plan.Full => Fill(blow.Target == "content disk" ? house.ContentDisk : house.DatabaseDisk, blow.Time),
            Plan.Clock => MoveClock((RoleProcess)Part(blow.Target), random, blow.Time),
            Plan.Twice => Doubles.Send(house, random),
            _ => Disturb(blow, house.Lines.Single(line => line.Name == blow.Target), random),
        });
        if (said is null)
            return;
        _done.AddOrUpdate((blow.Kind, blow.Target), 1, (_, times) => times + 1);
        Say($"{blow.Kind}  {blow.Target}  {said}");
    }

    private IPart Part(string name) => house.Parts.Single(part => part.Name == name);

    // what lies down already cannot be killed: it is waited for
    private static async Task<string?> Kill(IPart part)
    {
        while (part.Processes.Count == 0)
            await Task.Delay(100);
        await Signals.Kill(part);
        return "";
    }

    private async Task<string?> Pause(IPart part, TimeSpan time)
    {
        var processes = part.Processes;
        await Signals.Stop(processes);
        Say($"  {part.Name} stands still for {time.TotalSeconds:0.0} s");
        await Task.Delay(time);
        await Signals.Continue(processes);
        return $"for {time.TotalSeconds:0.0} s";
    }

    private async Task<string?> Fill(Disk disk, TimeSpan time)
    {
        if (!disk.CanBeFilled)
            return null;
        await disk.Fill();
        Say($"  {disk.Folder} is full for {time.TotalSeconds:0.0} s");
        await Task.Delay(time);
        disk.Clear();
        return $"for {time.TotalSeconds:0.0} s";
    }

    // its next life begins at a wrong time, and while it works the clock is set right again
    private async Task<string?> MoveClock(RoleProcess service, Random random, TimeSpan time)
    {
        if (MovedClock.Library is null)
            return null;
        var by = Moves[random.Next(Moves.Length)];
        var clock = service.Clock = new MovedClock(Path.Combine(house.Folder, service.Name + ".clock"), by);
        await Signals.Kill(service);
        Say($"  {service.Name} will live {by.TotalHours:+0;-0} h away");
        await Task.Delay(time);
        clock.Move(TimeSpan.Zero);
        service.Clock = null;
        return $"by {by.TotalHours:+0;-0} h, set right under it after {time.TotalSeconds:0.0} s";
    }

    private static async Task<string?> Disturb(Blow blow, Line line, Random random)
    {
        var (calls, share) = (line.Calls, 0.3 + 0.7 * random.NextDouble());
        switch (blow.Kind)
        {
            case Plan.Cut:
                return $"{line.Cut(random, share)} of {calls} calls";
            case Plan.Silence:
                await line.Silence(random, (share, blow.Time));
                return $"{share:P0} of {calls} calls for {blow.Time.TotalSeconds:0.0} s";
            case Plan.Slow:
                var pause = TimeSpan.FromMilliseconds(random.Next(20, 200));
                await line.Slow(pause, blow.Time);
                return $"{pause.TotalMilliseconds} ms a piece for {blow.Time.TotalSeconds:0.0} s";
            default:
                var answers = random.Next(1, 6);
                line.SwallowAnswers(answers);
                return $"{answers} answers";
        }
    }

    private void Say(string what) =>
        tell(string.Create(CultureInfo.InvariantCulture, $"{_time.Elapsed.TotalSeconds,8:0.0} s  {what}"));
}
