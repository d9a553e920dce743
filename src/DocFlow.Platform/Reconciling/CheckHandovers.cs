using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// Compares of whom one room told with whom the other heard. Where a message is neither on its way nor heard, what is left of it in the
/// outbox is sent once more under a new id; consumers bear that. Where that helped nothing several times, a person must look why.
/// </summary>
internal static class CheckHandovers
{
    private const int MostTold = 3;

    private sealed record Pair(Room Teller, Handover Told, Room Listener, Handover Heard);

    private sealed record MessageRow
    {
        public required string Type { get; init; }

        public required string Body { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }
    }

    public static async Task<IReadOnlyList<Finding>> Find(ReadSession session, Look look, IReadOnlyList<Room> rooms)
    {
        var found = new List<Finding>();
        foreach (var pair in Pairs(rooms))
        {
            foreach (var lost in await Missing(session, look, pair))
                found.Add(await FindingOf(session, lost, pair));
        }

        return found;
    }

    private static IEnumerable<Pair> Pairs(IReadOnlyList<Room> rooms) =>
        from teller in rooms
        from told in teller.Told
        from listener in rooms
        from heard in listener.Heard
        where heard.Message == told.Message
        select new Pair(teller, told, listener, heard);

    private static async Task<IEnumerable<Known>> Missing(ReadSession session, Look look, Pair pair)
    {
        var known = (await pair.Heard.Subjects(session, look)).Select(one => one.Subject).ToHashSet();
        var told = await pair.Told.Subjects(session, look);
        return told.Where(one => one.Since < look.Before && !known.Contains(one.Subject)).Take(Look.Most);
    }

    private static async Task<Finding> FindingOf(ReadSession session, Known lost, Pair pair)
    {
        var message = pair.Told.Message;
        var said = new { Type = message.FullName, About = $"%{lost.Subject:D}%", Offset = 0, Limit = MostTold + 1 };
        var kept = await session.List<MessageRow>(Kept, said);
        var onItsWay = kept.Any(row => row.FinishedAt is null);
        return new Finding("handover.lost", lost.Subject, lost.Since,
            $"Bộ phận {pair.Teller.Name} đã báo {message.Name} nhưng bộ phận {pair.Listener.Name} chưa biết.",
            $"Room {pair.Teller.Name} told {message.Name}, but room {pair.Listener.Name} does not know of it.")
        {
            Heal = onItsWay || kept.Count is 0 or > MostTold ? null : session => TellAgain(session, kept[0]),
        };
    }

    private static async Task<bool> TellAgain(Session session, MessageRow kept)
    {
        await session.PublishAgain(kept.Type, kept.Body);
        return true;
    }

    private const string Kept = """
        select type, body, finished_at
        from outbox_message
        where type = @Type and body like @About
        order by created_at desc
        {page}
        """;
}
