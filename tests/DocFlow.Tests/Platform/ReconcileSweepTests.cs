using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class ReconcileSweepTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_finding_that_cannot_be_mended_does_not_keep_the_others_waiting()
    {
        var mended = 0;
        var room = Rooms.All[0] with
        {
            Checks = [Standing(_ => throw new InvalidOperationException("no")), Standing(_ => Task.FromResult(++mended > 0))],
        };

        await Round(new Reconciler(_office.Database, [room], new StoredFiles(_office.Options, _office.Content), _office.Clock));

        Assert.That(mended, Is.EqualTo(1));
    }

    private async Task Round(Reconciler reconciler)
    {
        using var leases = new Leases(_office.Database, _office.Clock, NullLogger<Leases>.Instance);
        using var sweep = new ReconcileSweep(reconciler, leases, NullLogger<ReconcileSweep>.Instance);
        await sweep.Round(default);
    }

    private Check Standing(Func<Session, Task<bool>> heal) => new((_, _) => Task.FromResult<IReadOnlyList<Finding>>(
        [new Finding("thing.stands", null, _office.Clock.Now, "đứng", "stands") { Heal = heal }]));
}
