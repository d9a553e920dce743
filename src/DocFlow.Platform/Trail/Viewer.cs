using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>Somebody who looked at a subject.</summary>
public sealed record Viewer
{
    /// <summary>Who.</summary>
    public required string Name { get; init; }

    /// <summary>How often.</summary>
    public required long Times { get; init; }

    /// <summary>When last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>All who looked at a subject, by name: each may have kept a copy.</summary>
    public static Task<IReadOnlyList<Viewer>> Of(ReadSession session, Guid subject) =>
        session.List<Viewer>(WhoLooked, new { Subject = subject });

    private const string WhoLooked = """
        select actor_name as name, count(*) as times, max(at) as last_at
        from trail_entry
        where subject_id = @Subject and act = 'viewed'
        group by actor_name
        order by actor_name
        """;
}
