namespace DocFlow.Platform;

/// <summary>Why something was not done; each kind is one HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>400: the input is not what it must be.</summary>
    Invalid,

    /// <summary>403: this person may not do it.</summary>
    Forbidden,

    /// <summary>404: there is no such thing, or not for this person.</summary>
    NotFound,

    /// <summary>409: the state does not allow it.</summary>
    Conflict,

    /// <summary>410: there was one, and an act destroyed it.</summary>
    Gone,

    /// <summary>413: larger than the limit.</summary>
    TooLarge,

    /// <summary>423: locked, such as a key whose tries are used up.</summary>
    Locked,

    /// <summary>401: nobody is signed in, or the sign-in failed.</summary>
    Unauthorized,

    /// <summary>503: something that it needs is away; the same request again later will do.</summary>
    Unavailable,

    /// <summary>507: there is no room to store it.</summary>
    Full,

    /// <summary>429: too many in too short a time.</summary>
    TooMany,
}

/// <summary>
/// A "no" with its code (noun.condition, listed in src/docs/errors.md) and one sentence in each language: what, why, what to do.
/// </summary>
public sealed record Refusal(RefusalKind Kind, string Code, string Vi, string En)
{
    /// <summary>More for the client, such as the earlier document that a duplicate repeats; values must be serialisable.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();

    /// <summary>400.</summary>
    public static Refusal Invalid(string code, string vi, string en) => new(RefusalKind.Invalid, code, vi, en);

    /// <summary>403.</summary>
    public static Refusal Forbidden(string code, string vi, string en) => new(RefusalKind.Forbidden, code, vi, en);

    /// <summary>404.</summary>
    public static Refusal NotFound(string code, string vi, string en) => new(RefusalKind.NotFound, code, vi, en);

    /// <summary>409.</summary>
    public static Refusal Conflict(string code, string vi, string en) => new(RefusalKind.Conflict, code, vi, en);

    /// <summary>410.</summary>
    public static Refusal Gone(string code, string vi, string en) => new(RefusalKind.Gone, code, vi, en);

    /// <summary>413.</summary>
    public static Refusal TooLarge(string code, string vi, string en) => new(RefusalKind.TooLarge, code, vi, en);

    /// <summary>423.</summary>
    public static Refusal Locked(string code, string vi, string en) => new(RefusalKind.Locked, code, vi, en);

    /// <summary>401.</summary>
    public static Refusal Unauthorized(string code, string vi, string en) => new(RefusalKind.Unauthorized, code, vi, en);

    /// <summary>503.</summary>
    public static Refusal Unavailable(string code, string vi, string en) => new(RefusalKind.Unavailable, code, vi, en);

    /// <summary>507.</summary>
    public static Refusal Full(string code, string vi, string en) => new(RefusalKind.Full, code, vi, en);
}
