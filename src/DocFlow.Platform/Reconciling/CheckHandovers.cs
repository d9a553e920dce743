using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// Compares of whom one room told with whom the other heard. Where a message is neither on its way nor heard, what is left of it in the
/// outbox is sent once more under a new id; consumers bear that.
/// </summary>
internal static class CheckHandovers
{
    private sealed record MessageRow
    {
        public required string Type { get; init; }

        public required string Body { get; init; }
    }

    public static async Task<IReadOnlyList<Finding>> Find(ReadSession session, Look look, IReadOnlyList<Room> rooms)
    {
        var found = new List<Finding>();
        foreach (var teller in rooms)
        {
            foreach (var told in teller.Told)
            {
                foreach (var (listener, heard) in Listeners(rooms, told.Message))
                    found.AddRange((await Missing(session, look, told, heard)).Select(lost => FindingOf(lost, told, teller, listener)));
            }
        }

        return found;
    }

    private static IEnumerable<(Room Listener, Handover Heard)> Listeners(IReadOnlyList<Room> rooms, Type message) =>
        rooms.SelectMany(room => room.Heard.Where(heard => heard.Message == message).Select(heard => (room, heard)));

    private static async Task<IEnumerable<Known>> Missing(ReadSession session, Look look, Handover told, Handover heard)
    {
        var known = (await heard.Subjects(session, look)).Select(one => one.Subject).ToHashSet();
        return (await told.Subjects(session, look)).Where(one => one.Since < look.Before && !known.Contains(one.Subject)).Take(Look.Most);
    }

    private static Finding FindingOf(Known lost, Handover told, Room teller, Room listener) => new(
        "handover.lost", lost.Subject, lost.Since,
        $"Bộ phận {teller.Name} đã báo {told.Message.Name} nhưng bộ phận {listener.Name} chưa biết.",
        $"Room {teller.Name} told {told.Message.Name}, but room {listener.Name} does not know of it.")
    {
        Heal = session => TellAgain(session, told.Message, lost.Subject),
    };

    private static async Task<bool> TellAgain(Session session, Type message, Guid subject)
    {
        var said = new { Type = message.FullName, About = $"%{subject:D}%", session.Now, Offset = 0, Limit = 1 };
        if (await session.One<long>(OnItsWay, said) > 0)
            return false;
        if (await session.List<MessageRow>(Kept, said) is not [var kept, ..])
            return false;
        await session.PublishAgain(kept.Type, kept.Body);
        return true;
    }

    private const string OnItsWay = """
        select count(*)
        from outbox_message
        where type = @Type and finished_at is null and body like @About
        """;

    private const string Kept = """
        select type, body
        from outbox_message
        where type = @Type and body like @About
        order by created_at desc
        {page}
        """;
}
