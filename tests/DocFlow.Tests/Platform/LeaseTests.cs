using DocFlow.Platform;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class LeaseTests
{
    private TestInstallation _office = null!;
    private SteadyClock _time = null!;

    [SetUp]
    public void Open() => (_office, _time) = (new TestInstallation(), new SteadyClock());

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task Of_two_processes_that_want_it_at_once_one_has_it()
    {
        var several = Enumerable.Range(0, 6).Select(_ => new Machine(this)).ToList();

        await Task.WhenAll(several.Select(machine => machine.Beat()));

        Assert.That(several.Count(machine => machine.Lease.IsHeld), Is.EqualTo(1));
    }

    [Test]
    public async Task A_holder_that_lives_keeps_it()
    {
        var (holder, other) = (await Holder(), new Machine(this));

        for (var beat = 0; beat < 20; beat++)
        {
            _time.Pass(Leases.Pause);
            await holder.Beat();
            await other.Beat();
        }

        Assert.That((holder.Lease.IsHeld, other.Lease.IsHeld), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_holder_that_was_killed_is_followed_when_it_has_been_silent_and_not_before()
    {
        await Holder();
        var other = new Machine(this);
        await other.Beat();

        _time.Pass(Leases.Silence - TimeSpan.FromSeconds(1));
        await other.Beat();
        var before = other.Lease.IsHeld;
        _time.Pass(TimeSpan.FromSeconds(1));
        await other.Beat();

        Assert.That((before, other.Lease.IsHeld), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_graceful_stop_gives_it_to_the_next_at_once()
    {
        var (holder, other) = (await Holder(), new Machine(this));
        await other.Beat();

        await holder.Leases.StopAsync(default);
        await other.Beat();

        Assert.That((holder.Lease.IsHeld, other.Lease.IsHeld), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_machine_whose_clock_is_years_ahead_does_not_take_it_from_one_that_lives()
    {
        var holder = await Holder();
        var other = new Machine(this) { Clock = { Today = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero) } };

        await other.Beat();
        await other.Beat();

        Assert.That((holder.Lease.IsHeld, other.Lease.IsHeld), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_process_that_was_paused_learns_that_another_has_it_and_its_round_is_cut()
    {
        var (paused, other) = (await Holder(), new Machine(this));
        var cut = await paused.Lease.Taken(default);
        await other.Beat();
        _time.Pass(Leases.Silence);
        await other.Beat();

        await paused.Beat();

        Assert.That((cut.IsCancellationRequested, paused.Lease.IsHeld, other.Lease.IsHeld), Is.EqualTo((true, false, true)));
    }

    [Test]
    public async Task Work_done_alone_goes_on_in_another_process_when_the_first_stops()
    {
        var (first, second) = (await Holder(), new Machine(this));
        using var stop = new CancellationTokenSource();
        var done = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var (one, two) = (first.Work(done, "first", stop.Token), second.Work(done, "second", stop.Token));

        await Until(() => done.Contains("first"));
        await first.Leases.StopAsync(default);
        await second.Beat();
        await Until(() => done.Contains("second"));
        await stop.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(() => Task.WhenAll(one, two));
        Assert.That(done.SkipWhile(who => who == "first"), Has.All.EqualTo("second"));
    }

    private async Task<Machine> Holder()
    {
        var machine = new Machine(this);
        await machine.Beat();
        return machine;
    }

    private static async Task Until(Func<bool> so)
    {
        for (var wait = 0; wait < 600 && !so(); wait++)
            await Task.Delay(50);
        Assert.That(so());
    }

    private sealed class Machine
    {
        public Machine(LeaseTests test)
        {
            Clock = new SteadyClock { Ticks = test._time };
            Leases = new Leases(test._office.Database, Clock, NullLogger<Leases>.Instance);
            Lease = Leases.Named("work");
        }

        public SteadyClock Clock { get; }

        public Leases Leases { get; }

        public Lease Lease { get; }

        public Task Beat() => Leases.Beat();

        public Task Work(System.Collections.Concurrent.ConcurrentQueue<string> done, string who, CancellationToken stop) =>
            Sweeping.RunAlone(Lease, _ => Note(done, who), TimeSpan.FromMilliseconds(20), NullLogger.Instance, stop);

        private static Task<bool> Note(System.Collections.Concurrent.ConcurrentQueue<string> done, string who)
        {
            done.Enqueue(who);
            return Task.FromResult(false);
        }
    }

    /// <summary>What time it is, and how much has passed, are two things.</summary>
    private sealed class SteadyClock : TimeProvider
    {
        private long _passed;

        public SteadyClock? Ticks { get; init; }

        public DateTimeOffset Today { get; set; } = new(2026, 2, 2, 9, 0, 0, TimeSpan.FromHours(7));

        public void Pass(TimeSpan time) => _passed += time.Ticks;

        public override DateTimeOffset GetUtcNow() => Today.ToUniversalTime();

        public override long GetTimestamp() => Ticks?.GetTimestamp() ?? _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
