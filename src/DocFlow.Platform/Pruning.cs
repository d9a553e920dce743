using DocFlow.Platform.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform;

/// <summary>
/// How many days what is only kept for repetitions stays: settings <c>Pruning:AnswerDays</c> and <c>Pruning:MessageDays</c>.
/// </summary>
public sealed record PruningOptions
{
    /// <summary>A request that comes again within this time gets its first answer.</summary>
    public int AnswerDays { get; init; } = 30;

    /// <summary>A finished message and its inbox rows: no bus brings it again after this time.</summary>
    public int MessageDays { get; init; } = 30;
}

internal static class PruningSetup
{
    public static void AddPruning(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetService<IConfiguration>()?.GetSection("Pruning").Get<PruningOptions>() ?? new())
        .AddHostedService<Pruning>();
}

/// <summary>
/// One process at a time forgets what is kept for repetitions only, a small batch a transaction: kept answers, and messages that every
/// consumer has handled, with their inbox rows. What is unfinished or failed is never touched.
/// </summary>
public sealed class Pruning(Database database, Leases leases, PruningOptions options, ILogger<Pruning> log) : BackgroundService
{
    /// <summary>Rows that one transaction forgets, unless several are of one instant.</summary>
    public const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("prune"), Round, Interval, log, stoppingToken);

    /// <summary>Forgets a batch of each; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var answers = await database.Write(session => Forget(session, OldestAnswers, options.AnswerDays, [ForgetAnswers]), stop);
        var messages = await database.Write(
            session => Forget(session, OldestMessages, options.MessageDays, [ForgetInbox, ForgetFailures, ForgetMessages]), stop);
        return answers || messages;
    }

    // up to an instant and not by keys: portable, and each statement goes along one index
    private static async Task<bool> Forget(Session session, string oldest, int days, string[] forget)
    {
        var cut = new { Before = session.Now.AddDays(-days), Offset = 0, Limit = Batch };
        if (await session.List<DateTimeOffset>(oldest, cut) is not [.., var last] instants)
            return false;
        foreach (var statement in forget)
            await session.Execute(statement, new { Last = last });
        return instants.Count == Batch;
    }

    private const string OldestAnswers = """
        select answered_at
        from platform_request
        where answered_at < @Before
        order by answered_at
        {page}
        """;

    private const string ForgetAnswers = """
        delete from platform_request
        where answered_at <= @Last
        """;

    private const string OldestMessages = """
        select finished_at
        from outbox_message
        where finished_at is not null and finished_at < @Before
        order by finished_at
        {page}
        """;

    private const string ForgetInbox = """
        delete from inbox_message
        where message_id in (select id from outbox_message where finished_at is not null and finished_at <= @Last)
        """;

    private const string ForgetFailures = """
        delete from outbox_failure
        where message_id in (select id from outbox_message where finished_at is not null and finished_at <= @Last)
        """;

    private const string ForgetMessages = """
        delete from outbox_message
        where finished_at is not null and finished_at <= @Last
        """;
}
