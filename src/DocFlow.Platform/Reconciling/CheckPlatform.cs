using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Messaging.Stuck;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// What the platform's own tables say: messages that nobody heard, entries of the trail under no root, sweeps that nobody does.
/// </summary>
internal static class CheckPlatform
{
    /// <summary>A lease passes from a process that fell to another in this time, so less says nothing.</summary>
    private static readonly TimeSpan Changeover = 3 * Leases.Silence;

    private sealed record UnsealedRow
    {
        public required long Entries { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    private sealed record SilentRow
    {
        public required string Name { get; init; }
        public required DateTimeOffset BeatAt { get; init; }
    }

    public static IReadOnlyList<Check> All(IEnumerable<Room> rooms)
    {
        var subscriptions = new Subscriptions(rooms);
        return [new((session, look) => Stuck(session, look, subscriptions)), new(Unsealed), new(Undone)];
    }

    private static async Task<IReadOnlyList<Finding>> Stuck(ReadSession session, Look look, Subscriptions subscriptions) =>
        [.. (await StuckMessages.All(session, subscriptions, look)).Select(FindingOf)];

    private static Finding FindingOf(StuckMessage one) => new(
        one.Consumer is null ? "message.unheard" : "message.failed", one.Subject, one.Since,
        $"Thông điệp {one.Type} {one.MessageId}: {one.Vi}",
        $"Message {one.Type} {one.MessageId}: {one.En}")
    {
        Heal = one.PlannedTooLate ? async write => (await SendAgain.Handle(one.MessageId, write, By.System)).Refusal is null : null,
    };

    private static async Task<IReadOnlyList<Finding>> Unsealed(ReadSession session, Look look)
    {
        var row = await session.One<UnsealedRow>(UnsealedEntries, look.Parameters);
        return row.Oldest is not { } oldest ? [] :
        [
            new("trail.unsealed", null, oldest,
                $"{row.Entries} mục nhật ký chưa được niêm phong; không có tiến trình nào đang niêm phong nhật ký.",
                $"{row.Entries} entries of the trail are under no root: no process seals the trail."),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> Undone(ReadSession session, Look look)
    {
        var rows = await session.List<SilentRow>(SilentLeases, look.Parameters);
        var latest = await session.Find<SilentRow>(LatestBeat);
        var patience = TimeSpan.FromTicks(Math.Max(look.Patience.Ticks, Changeover.Ticks));
        return [.. rows.Where(row => row.BeatAt < latest!.BeatAt - patience).Select(row => new Finding(
            "sweep.undone", null, row.BeatAt,
            $"Không tiến trình nào đang làm việc định kỳ '{row.Name}', trong khi các việc khác vẫn chạy.",
            $"No process does the sweep '{row.Name}', while others are done."))];
    }

    private const string UnsealedEntries = """
        select count(*) as entries, min(at) as oldest
        from trail_entry
        where root_number is null and at < @Before
        """;

    private const string SilentLeases = """
        select name, beat_at
        from platform_lease
        order by name
        {page}
        """;

    private const string LatestBeat = """
        select name, beat_at
        from platform_lease
        where beat_at = (select max(beat_at) from platform_lease) and name = (
            select min(name) from platform_lease where beat_at = (select max(beat_at) from platform_lease))
        """;
}
