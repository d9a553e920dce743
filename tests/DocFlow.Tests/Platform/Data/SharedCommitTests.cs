using System.Diagnostics;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Data;

/// <summary>Sessions that wait for the one writer and share its commit.</summary>
public sealed class SharedCommitTests
{
    private TaskCompletionSource _held = null!;
    private TestInstallation _office = null!;

    [SetUp]
    public void Open()
    {
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _office = new TestInstallation();
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_session_that_fails_and_one_that_is_refused_take_nothing_of_the_others_along()
    {
        var first = Held();
        var failing = _office.Database.Write(async Task<int> (session) => await session.TakeNumber("failed") / 0);
        var refused = _office.Database.Write(Refused);
        var last = _office.Database.Write(session => session.TakeNumber("last"));

        _held.SetResult();
        await Task.WhenAll(first, refused, last);

        Assert.CatchAsync<DivideByZeroException>(() => failing);
        Assert.That((await refused).Refusal?.Code, Is.EqualTo("document.duplicate"));
        Assert.That(await Counters(), Is.EqualTo(new[] { "first", "last" }));
    }

    [Test]
    public async Task Nobody_is_answered_before_the_commit()
    {
        var (first, second) = (Held(), Held());
        var third = _office.Database.Write(session => session.TakeNumber("third"));
        await Task.Delay(50);

        var seen = await Counters();
        var answered = first.IsCompleted || second.IsCompleted || third.IsCompleted;
        _held.SetResult();
        await Task.WhenAll(first, second, third);

        Assert.That((seen.Count, answered), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task Whoever_leaves_before_its_turn_writes_nothing()
    {
        using var patience = new CancellationTokenSource();
        var first = Held();
        var left = _office.Database.Write(session => session.TakeNumber("left"), patience.Token);

        await patience.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => left);
        _held.SetResult();
        await first;

        Assert.That(await Counters(), Is.EqualTo(new[] { "first" }));
    }

    [Test]
    public async Task Each_session_runs_in_the_trace_of_its_own_caller()
    {
        var first = Held();
        using var trace = new Activity("caller").Start();
        var mine = _office.Database.Write(_ => Task.FromResult(Activity.Current?.Id));

        _held.SetResult();
        await first;

        Assert.That(await mine, Is.EqualTo(trace.Id));
    }

    private Task<int> Held() => _office.Database.Write(async session =>
    {
        await _held.Task;
        return await session.TakeNumber("first");
    });

    private async Task<IReadOnlyList<string>> Counters() =>
        await _office.Database.Read(session => session.List<string>("select name from platform_counter order by name"));

    private static async Task<Outcome<int>> Refused(Session session)
    {
        await session.TakeNumber("refused");
        return Refusal.Conflict("document.duplicate", "Trùng.", "Duplicate.");
    }
}
