using System.Security.Cryptography;
using System.Text;

namespace DocFlow.EdXml.Exchange;

/// <summary>What an agency's system proves itself with; the secret never travels and is never printed.</summary>
public sealed record SystemCredential(string SystemId, string Secret)
{
    public override string ToString() => $"{SystemId} (secret kept)";
}

/// <summary>What is asked: the method, the path with its query exactly as sent (escaped), lower-case hex SHA-256 of the body.</summary>
public sealed record RequestLine(string Method, string Path, string BodySha256)
{
    /// <summary>SHA-256 of nothing: a GET.</summary>
    public const string EmptyBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
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

/// <summary>
/// A call whose headers are proved. The body is proved only by <see cref="CheckBody"/>, once its bytes are here;
/// whoever keeps nonces (as long as the window) refuses the same one twice.
/// </summary>
public sealed record SignedCall(string SystemId, string Nonce, DateTimeOffset SignedAt, string BodySha256)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>What was signed, by its name without the prefix, in any case of letters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = None;

    /// <summary>A parameter that was signed; null where the call does not have it.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public SignatureCheck CheckBody(string actualSha256)
    {
        var (signed, actual) = (Encoding.ASCII.GetBytes(BodySha256), Encoding.ASCII.GetBytes(actualSha256.ToLowerInvariant()));
        return CryptographicOperations.FixedTimeEquals(signed, actual)
            ? SignatureCheck.Accepted(this)
            : SignatureCheck.Wrong("Nội dung nhận được không khớp với mã băm đã ký.",
                "The body received is not the one whose hash was signed.");
    }
}
