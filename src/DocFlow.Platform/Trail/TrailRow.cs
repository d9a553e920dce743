using System.Text.Json.Serialization;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>An entry as it is kept, and as it is given away with its proof.</summary>
public sealed record TrailRow
{
    /// <summary>What it happened to.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>From 1 for each subject, without gaps.</summary>
    public required int Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required string Act { get; init; }

    /// <summary>Who did it: a user's id, an agency's code, "system" or "console".</summary>
    public required string Actor { get; init; }

    /// <summary>Their name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>More, as JSON.</summary>
    public required string Details { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The hash of the subject's entry before it; empty for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>The hash over all of these.</summary>
    public required string Hash { get; init; }

    /// <summary>The root that covers it; null until it is sealed.</summary>
    [JsonIgnore]
    public int? RootNumber { get; init; }

    /// <summary>Its place under that root.</summary>
    [JsonIgnore]
    public int? LeafIndex { get; init; }

    /// <summary>What its hash must be.</summary>
    internal string ComputeHash() =>
        TrailEntry.HashOf(new TrailEntry.Content(SubjectId, Sequence, Act, Actor, ActorName, Details, At, PreviousHash));

    /// <summary>All entries of a subject, oldest first.</summary>
    public static Task<IReadOnlyList<TrailRow>> Of(ReadSession session, Guid subject) =>
        session.List<TrailRow>(OfSubject, new { Subject = subject });

    /// <summary>Up to a page of entries behind a place in the order of subjects.</summary>
    internal static Task<IReadOnlyList<TrailRow>> After(ReadSession session, TrailRow? place, int page) => place is null
        ? session.List<TrailRow>(FirstPage, new { Offset = 0, Limit = page })
        : session.List<TrailRow>(NextPage, new { place.SubjectId, place.Sequence, Offset = 0, Limit = page });

    private const string Columns =
        "subject_id, sequence, act, actor, actor_name, details, at, previous_hash, hash, root_number, leaf_index";

    private const string OfSubject = $"""
        select {Columns}
        from trail_entry
        where subject_id = @Subject
        order by sequence
        """;

    private const string FirstPage = $$"""
        select {{Columns}}
        from trail_entry
        order by subject_id, sequence
        {page}
        """;

    private const string NextPage = $$"""
        select {{Columns}}
        from trail_entry
        where subject_id > @SubjectId or (subject_id = @SubjectId and sequence > @Sequence)
        order by subject_id, sequence
        {page}
        """;
}
