using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Tests.Platform.Trail;

/// <summary>A trail of some acts on a few subjects, sealed under several roots.</summary>
public sealed class TrailDesk : IDisposable
{
    private readonly Leases _leases;

    public TrailDesk()
    {
        _leases = new Leases(Office.Database, Office.Clock, NullLogger<Leases>.Instance);
        Key = new NodeKey(new KeyFolder(Office.Options));
        Sealer = new TrailSealer(Office.Database, Key, Office.Clock, _leases, NullLogger<TrailSealer>.Instance);
    }

    public TestInstallation Office { get; } = new();

    public NodeKey Key { get; }

    public TrailSealer Sealer { get; }

    public IReadOnlyList<Guid> Subjects { get; } = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    /// <summary>Each subject is acted on so many times; then what is there is sealed.</summary>
    public async Task<TrailRoot> Act(int times = 2)
    {
        for (var time = 0; time < times; time++)
            foreach (var subject in Subjects)
                await Office.Database.Write(session => session.Record(subject, "moved", By.System, new { time }));
        Office.Clock.Now += TimeSpan.FromSeconds(3);
        return (await Sealer.SealAll())!;
    }

    public Task<TrailReport> Verify(string? root = null) =>
        Office.Database.Read(session => TrailVerification.Run(session, Key.Public, root));

    public Task Tamper(params string[] statements) => Office.Database.Write(async session =>
    {
        foreach (var sql in statements)
            await session.Execute(sql);
    });

    public void Dispose()
    {
        Sealer.Dispose();
        _leases.Dispose();
        Key.Dispose();
        Office.Dispose();
    }
}
