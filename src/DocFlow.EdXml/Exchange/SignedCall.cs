namespace DocFlow.EdXml.Exchange;

/// <summary>What an agency's system proves itself with; the secret never travels and is never printed.</summary>
public sealed record SystemCredential(string SystemId, string Secret)
{
    public override string ToString() => $"{SystemId} (secret kept)";
}

public enum SignatureVerdict
{
    Accepted,
    Missing,
    Unknown,
    Wrong,
    OutsideWindow,
}

/// <summary>Accepted carries the call; anything else carries the sentence for the caller.</summary>
public sealed record SignatureCheck(SignatureVerdict Verdict, SignedCall? Call, string Vietnamese, string English)
{
    internal static SignatureCheck Accepted(SignedCall call) => new(SignatureVerdict.Accepted, call,
        "Chữ ký tiêu đề hợp lệ.", "The headers' signature is right.");

    internal static SignatureCheck Missing(string header) => new(SignatureVerdict.Missing, null,
        $"Thiếu tiêu đề {header}.", $"The header {header} is missing.");

    internal static SignatureCheck Unknown(string systemId) => new(SignatureVerdict.Unknown, null,
        $"Hệ thống {systemId} chưa được đăng ký.", $"The system {systemId} is not registered here.");

    internal static SignatureCheck Wrong(string vietnamese, string english) =>
        new(SignatureVerdict.Wrong, null, vietnamese, english);

    internal static SignatureCheck OutsideWindow(DateTimeOffset signedAt, DateTimeOffset now) => new(SignatureVerdict.OutsideWindow, null,
        $"Yêu cầu ký lúc {signedAt:O}, ngoài khoảng thời gian cho phép; giờ máy chủ là {now:O}.",
        $"The call was signed at {signedAt:O}, outside the time allowed; the server's clock says {now:O}.");
}

/// <summary>A call whose headers are proved; whoever keeps its MAC as long as the window knows it again.</summary>
public sealed record SignedCall(string SystemId, string Mac, DateTimeOffset SignedAt)
{
    /// <summary>What was signed, by its name without the prefix, in any case of letters.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>A parameter that was signed; null where the call does not have it.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
