using System.Diagnostics;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using Microsoft.Extensions.Logging;
using Npgsql;
using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests;

/// <summary>The database goes and comes back, behind a line: what people are told, what is recorded, and how often it is asked.</summary>
public sealed class DatabaseOutageTests
{
    private readonly Lines _log = new();
    private TestInstallation _office = null!;
    private Line _line = null!;
    private PlatformOptions _behind = null!;
    private Database _database = null!;

    [SetUp]
    public void Open()
    {
        _office = new TestInstallation();
        var connection = new NpgsqlConnectionStringBuilder(_office.Options.Data.Connection);
        _line = new Line("to the database", connection.Port);
        connection.Port = _line.Port;
        _behind = _office.Options with { Data = _office.Options.Data with { Connection = connection.ToString() } };
        _log.Clear();
        _database = new Database(_behind.Data, TimeProvider.System, _office.Signal, _log);
    }

    [TearDown]
    public async Task Close()
    {
        _database.Dispose();
        await _line.DisposeAsync();
        _office.Dispose();
    }

    [Test]
    public async Task A_commit_whose_answer_was_lost_is_not_run_again_and_the_same_request_gets_its_answer()
    {
        var once = new Once(_database);
        var key = new RequestKey("k", "user", "POST /x");
        _line.CutAfter("COMMIT\0"); // not the words READ COMMITTED

        Assert.ThrowsAsync<DatabaseAway>(() => once.Run(key, "body", Take));
        var again = await once.Run(key, "body", Take);

        Assert.That(again.Answer, Is.EqualTo(1));
        Assert.That(await _office.Database.Read(session => session.One<long>("select value from platform_counter")), Is.EqualTo(1));
    }

    [Test]
    public async Task The_first_administrators_password_is_told_though_the_answer_to_its_commit_was_lost()
    {
        _line.CutAfter("COMMIT\0");

        var password = await FirstAdministrator.Enrol(_database);

        Assert.That(password, Is.Not.Null);
        Assert.That(await _office.Database.Read(session => session.One<long>("select count(*) from identity_user")), Is.EqualTo(1));
    }

    [Test]
    public async Task A_line_cut_before_the_commit_is_made_again_and_nobody_hears_of_it()
    {
        _line.CutAfter("platform_counter");

        var number = await _database.Write(session => session.TakeNumber("n"));

        Assert.That(number, Is.EqualTo(1));
        Assert.That(_log, Is.Empty);
    }

    [Test]
    public async Task While_it_is_away_everyone_is_told_at_once_and_only_a_probe_asks_it()
    {
        await _database.Read(Look);
        var before = _line.Callers;
        _line.Close();

        var (askedNobody, away) = await Storm(requests: 500);
        var probes = _line.Callers - before;
        _line.Open();
        await away.Over(default).WaitAsync(TimeSpan.FromSeconds(30));
        await _database.Read(Look);

        TestContext.Out.WriteLine($"{askedNobody} of 500 requests were told without a question; {probes} connections were tried");
        Assert.That(askedNobody, Is.GreaterThan(450));
        Assert.That(probes, Is.LessThan(50));
        Assert.That(_log, Has.Count.EqualTo(2), string.Join('\n', _log));
    }

    [Test]
    public async Task A_line_that_falls_silent_is_told_within_seconds()
    {
        await _database.Read(Look);
        _line.Silent = true;

        var waited = Stopwatch.StartNew();
        Assert.ThrowsAsync<DatabaseAway>(() => _database.Write(session => session.TakeNumber("n")));

        Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromSeconds(12)));
    }

    [Test]
    public async Task A_message_is_held_while_it_is_away_and_uses_up_none_of_its_tries()
    {
        await using var bus = await Start(_behind);
        for (var i = 0; i < 100; i++)
            await _office.Database.Write(session => session.Publish(new Rang($"{i}")));
        _line.Close();

        await Task.Delay(TimeSpan.FromSeconds(12));
        _line.Open();

        Assert.That(await Until("select count(*) from outbox_message where finished_at is not null", 100), Is.EqualTo(100));
        Assert.That(await Until("select count(*) from outbox_failure", 0), Is.Zero);
        Assert.That(await Until("select max(value) from platform_counter", 1), Is.EqualTo(1));
    }

    private static Task<Outcome<int>> Take(Session session) => TakeAs(session);

    private static async Task<Outcome<int>> TakeAs(Session session) => await session.TakeNumber("n");

    private static Task<long> Look(ReadSession session) => session.One<long>("select count(*) from platform_counter");

    // a request that asks nobody is over before it could wait: its task is done when it is handed out
    private async Task<(int AskedNobody, DatabaseAway Last)> Storm(int requests)
    {
        var (askedNobody, last) = (0, (DatabaseAway?)null);
        for (var i = 0; i < requests; i++)
        {
            var request = _database.Read(Look);
            askedNobody += request.IsCompleted ? 1 : 0;
            last = Assert.ThrowsAsync<DatabaseAway>(() => request);
            await Task.Delay(10);
        }

        return (askedNobody, last!);
    }

    private async Task<long> Until(string sql, long expected)
    {
        for (var wait = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var found = await _office.Database.Read(session => session.One<long>(sql));
            if (found == expected || wait.Elapsed > TimeSpan.FromSeconds(60))
                return found;
        }
    }

    private sealed class Lines : List<string>, ILogger<Database>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (this)
                Add(formatter(state, exception));
        }
    }
}
