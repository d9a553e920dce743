using System.Globalization;

namespace DocFlow.Signing.LongTerm;

/// <summary>What kept a service elsewhere from helping.</summary>
public enum ServiceTroubleKind
{
    /// <summary>The network: no connection, or it broke off.</summary>
    Unreachable,

    /// <summary>No answer within the time limit.</summary>
    TimedOut,

    /// <summary>It answered that it will not.</summary>
    Refused,

    /// <summary>It, or our own budget, wants fewer questions.</summary>
    RateLimited,

    /// <summary>What it answered cannot be believed: wrong nonce, digest, signature, certificate, purpose or time.</summary>
    Untrusted,
}

/// <summary>Why one service did not help.</summary>
/// <param name="Service">Its address.</param>
/// <param name="Kind">Which kind of trouble it is.</param>
/// <param name="Vi">The reason, a part of a sentence.</param>
/// <param name="En">The same in English.</param>
public sealed record ServiceTrouble(Uri Service, ServiceTroubleKind Kind, string Vi, string En)
{
    /// <summary>From when on it may be asked again, where that is known.</summary>
    public DateTimeOffset? ComeBack { get; init; }

    /// <summary>No time-stamp: one refusal for the troubles of all authorities asked; the first one's kind is its code.</summary>
    internal static SigningRefusal NoStamp(IReadOnlyList<ServiceTrouble> troubles) => Refusal(troubles, troubles[0].Kind switch
    {
        ServiceTroubleKind.Unreachable => "stamp.unreachable",
        ServiceTroubleKind.TimedOut => "stamp.timed-out",
        ServiceTroubleKind.Refused => "stamp.refused",
        ServiceTroubleKind.RateLimited => "stamp.rate-limited",
        _ => "stamp.untrusted",
    }, "Không lấy được dấu thời gian", "No time-stamp could be had");

    /// <summary>Nothing known about a certificate: the same for responders and lists.</summary>
    internal static SigningRefusal NoEvidence(IReadOnlyList<ServiceTrouble> troubles, string subject) => Refusal(
        troubles, troubles[0].Kind switch
    {
        ServiceTroubleKind.Unreachable => "evidence.unreachable",
        ServiceTroubleKind.TimedOut => "evidence.timed-out",
        ServiceTroubleKind.Refused => "evidence.refused",
        ServiceTroubleKind.RateLimited => "evidence.rate-limited",
        _ => "evidence.untrusted",
    }, $"Không xác định được chứng thư {subject} có bị thu hồi không",
        $"Whether the certificate {subject} is revoked could not be found out");

    private static SigningRefusal Refusal(IReadOnlyList<ServiceTrouble> troubles, string code, string vi, string en) => new(
        code,
        $"{vi}: {string.Join("; ", troubles.Select(one => $"{one.Service} {one.Vi}{Later(one.ComeBack, "hãy thử lại sau")}"))}.",
        $"{en}: {string.Join("; ", troubles.Select(one => $"{one.Service} {one.En}{Later(one.ComeBack, "come back at")}"))}.");

    private static string Later(DateTimeOffset? moment, string word) => moment is { } at
        ? string.Create(CultureInfo.InvariantCulture, $" ({word} {at.ToUniversalTime():yyyy-MM-dd HH:mm:ss'Z'})")
        : "";
}
