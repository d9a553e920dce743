using System.Security.Cryptography;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Signing.Evidence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// The sweep that has receipts time-stamped behind the acceptance, those we gave and those we got: no packet ever waits for an authority.
/// A receipt without its stamp says so, and why.
/// </summary>
public sealed class StampReceipts(Database database, StampAuthorities authorities, TimeProvider clock, ILogger<StampReceipts> log)
    : BackgroundService
{
    private const int Batch = 16;
    private const int LongestError = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private sealed record DueRow
    {
        public required Guid Id { get; init; }

        public required string Signature { get; init; }

        public required int Sends { get; init; }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        authorities.Client is null ? Task.CompletedTask : Sweeping.Run(Round, Interval, log, stoppingToken);

    /// <summary>Has what is due stamped; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        if (authorities.Client is null
            || await database.Glance(session => session.One<long>(CountDue, new { Now = clock.GetUtcNow() }), stop) == 0)
            return false;
        var claimed = await database.Write(Claim, stop);
        await Task.WhenAll(claimed.Select(receipt => Stamp(receipt, stop)));
        return claimed.Count == Batch;
    }

    private async Task Stamp(DueRow receipt, CancellationToken stop)
    {
        var digest = SHA256.HashData(Convert.FromBase64String(receipt.Signature));
        var outcome = await authorities.Client!.Stamp(digest, HashAlgorithmName.SHA256, stop);
        await database.Write(
            session => outcome.Refusal is { } refusal ? Wait(session, receipt, refusal.Vi) : Keep(session, receipt, outcome.Answer), stop);
    }

    private static Task Keep(Session session, DueRow receipt, TimeStampToken token) => session.Execute(Stamped, new
    {
        receipt.Id,
        Stamp = Convert.ToBase64String(token.Encoded.Span),
        At = token.Time,
    });

    private static Task Wait(Session session, DueRow receipt, string why)
    {
        var pause = TimeSpan.FromSeconds(30 * Math.Pow(2, Math.Min(receipt.Sends, 10)));
        var due = session.Now + (pause < LongestPause ? pause : LongestPause);
        return session.Execute(Later, new { receipt.Id, Due = due, Why = Shortened.Of(why, LongestError) });
    }

    private static Task<IReadOnlyList<DueRow>> Claim(Session session) => session.List<DueRow>(
        session.Dialect.Claim("dispatch_receipt", "stamped_at is null and fault is null", "id, signature, sends"),
        new { session.Now, Until = session.Now + ClaimedFor, Limit = Batch });

    private const string CountDue = """
        select count(*)
        from dispatch_receipt
        where stamped_at is null and fault is null and due_at <= @Now
        """;

    private const string Stamped = """
        update dispatch_receipt
        set stamp = @Stamp, stamped_at = @At, stamp_error = null
        where id = @Id and stamped_at is null
        """;

    private const string Later = """
        update dispatch_receipt
        set due_at = @Due, stamp_error = @Why
        where id = @Id and stamped_at is null
        """;
}
