using Npgsql;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>How far the papers of an installation have come, asked of its database.</summary>
internal static class Progress
{
    private static readonly string[] Stages =
        ["registered", "case-opened", "review", "approve", "sign", "issued", "packet-sent", "status-03", "issue"];

    /// <summary>Waits until this many papers have gone through every stage since then; when the first of them went through each.</summary>
    public static async Task<Dictionary<string, DateTimeOffset>> Moved(
        this Installation house, LoadDriver load, DateTimeOffset since, int atLeast, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(house.Postgres.Port));
        while (load.Runs)
        {
            var first = await First(source, since, atLeast, stop);
            if (Stages.All(first.ContainsKey))
                return first.Where(one => Stages.Contains(one.Key)).ToDictionary();
            await Task.Delay(100, stop);
        }

        throw new InvalidOperationException("The load ended before every stage had moved.");
    }

    private static async Task<Dictionary<string, DateTimeOffset>> First(
        NpgsqlDataSource source, DateTimeOffset since, int atLeast, CancellationToken stop)
    {
        var first = new Dictionary<string, DateTimeOffset>();
        await using var command = source.CreateCommand(
            "select act, min(at) from trail_entry where at > $1 group by act having count(*) >= $2");
        command.Parameters.AddWithValue(since);
        command.Parameters.AddWithValue(atLeast);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            first[rows.GetString(0)] = rows.GetFieldValue<DateTimeOffset>(1);
        return first;
    }
}
