using DocFlow.Host;
using DocFlow.Platform.Data;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.Tests;

/// <summary>What takes long or has to wait on PostgreSQL is no outage.</summary>
public sealed class PatienceTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_pool_whose_connections_are_all_in_use_is_no_lost_line()
    {
        var dialect = Dialect.For(With("Maximum Pool Size=1;Timeout=4"));
        await using var only = dialect.Connect();
        await only.OpenAsync();
        await using var another = dialect.Connect();

        var full = Assert.CatchAsync(() => another.OpenAsync())!;

        Assert.That(dialect.Classify(full), Is.EqualTo(DataError.Transient));
    }

    [Test]
    public async Task A_migration_waits_for_the_one_that_runs_however_long_that_takes()
    {
        await using var running = new NpgsqlConnection(_office.Options.Data.Connection);
        await running.OpenAsync();
        await using var begun = await running.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand(_office.Database.Dialect.MigrationLock, running, begun))
            await take.ExecuteNonQueryAsync();
        using var database = new Database(With("Command Timeout=1"), TimeProvider.System, _office.Signal);

        var waiting = new Migrations(database, Rooms.All).Apply();
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(6)));
        await begun.RollbackAsync();

        Assert.That(await waiting, Is.Empty);
    }

    private DataOptions With(string more) =>
        _office.Options.Data with { Connection = $"{_office.Options.Data.Connection};{more}" };
}
