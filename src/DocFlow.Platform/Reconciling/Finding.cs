using System.Text.Json.Serialization;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>Something that stands still, is missing or does not fit, and why.</summary>
/// <param name="Code">Noun.condition, such as "message.unheard".</param>
/// <param name="Subject">The document, case or file it is about, where it is about one.</param>
/// <param name="Since">Since when it has been so.</param>
/// <param name="Vi">Why, in Vietnamese.</param>
/// <param name="En">Why, in English.</param>
public sealed record Finding(string Code, Guid? Subject, DateTimeOffset Since, string Vi, string En)
{
    /// <summary>Wakes or mends it, in one transaction, by compare-and-set; false when it no longer stood so. Null: a person must.</summary>
    [JsonIgnore]
    public Func<Session, Task<bool>>? Heal { get; init; }

    /// <summary>Whether the reconciler may mend it by itself.</summary>
    public bool Healable => Heal is not null;
}

/// <summary>What the look is about.</summary>
/// <param name="Now">When.</param>
/// <param name="Patience">How long something may be on its way before it counts as standing still.</param>
/// <param name="From">How far back messages are followed; registers and files are looked at only by a look at everything.</param>
public sealed record Look(DateTimeOffset Now, TimeSpan Patience, DateTimeOffset From)
{
    /// <summary>How many rows one question answers at most.</summary>
    public const int Most = 500;

    /// <summary>The patience of everybody who does not ask otherwise.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(2);

    /// <summary>A look at what moves and what happened within the last day: quick enough for every few minutes.</summary>
    public static Look Around(DateTimeOffset now) => new(now, UsualPatience, now.AddDays(-1));

    /// <summary>What is older stands still.</summary>
    public DateTimeOffset Before => Now - Patience;

    /// <summary>What is planned for later than this was planned by a clock that ran ahead.</summary>
    public DateTimeOffset TooLate => Now + TimeSpan.FromHours(2);

    /// <summary>Whether this is a look at everything, not only at the last day.</summary>
    public bool Thorough => From == DateTimeOffset.UnixEpoch;

    /// <summary>What any question's SQL may ask for.</summary>
    public object Parameters => new { Now, Before, TooLate, From, HeardFrom = From.AddHours(-2), Offset = 0, Limit = Most };
}

/// <summary>A question that a room asks of its own tables.</summary>
public sealed record Check(Func<ReadSession, Look, Task<IReadOnlyList<Finding>>> Find)
{
    /// <summary>It reads whole tables: asked only by a look at everything.</summary>
    public bool Thorough { get; init; }
}

/// <summary>A subject and since when something holds of it.</summary>
public sealed record Known
{
    /// <summary>The document or case.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>
/// One side of a handover between rooms: of whom a room has told with this message, or of whom it has heard by it. The reconciler compares
/// both sides, so no room looks into another's tables.
/// </summary>
public sealed record Handover(Type Message, Func<ReadSession, Look, Task<IReadOnlyList<Known>>> Subjects);

/// <summary>A file of the content store that a row names.</summary>
public sealed record OwnedFile
{
    /// <summary>Its name in the store.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>A sixteenth of the content store, so that a million documents are compared in little memory.</summary>
public sealed record FilePart(string From, string To)
{
    /// <summary>The part that has this file only.</summary>
    public static FilePart Of(string sha256) => new(sha256, sha256 + Digits[^1]);

    private const string Digits = "0123456789abcdefg";

    /// <summary>All of them.</summary>
    public static IEnumerable<FilePart> All => Digits.Zip(Digits.Skip(1), (from, to) => new FilePart($"{from}", $"{to}"));
}
