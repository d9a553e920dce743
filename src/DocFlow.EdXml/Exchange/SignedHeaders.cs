using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DocFlow.EdXml.Exchange;

/// <summary>
/// Header signing as the VXP gateway does it: `sign-header` is a JSON object of the signed headers, `sign-header-key` their names,
/// `hash-header` the hex HMAC-SHA256 of that JSON. Signed here: system id, time, nonce, method, path and the body's hash.
/// </summary>
public static class SignedHeaders
{
    public const string Prefix = "XroadVnpt-";
    public const string SystemId = Prefix + "systemid";
    public const string Timestamp = Prefix + "timestamp";
    public const string Nonce = Prefix + "nonce";
    public const string Method = Prefix + "method";
    public const string Path = Prefix + "path";
    public const string BodyHash = Prefix + "hash-body";
    public const string SignedNames = Prefix + "sign-header-key";
    public const string SignedJson = Prefix + "sign-header";
    public const string Mac = Prefix + "hash-header";

    /// <summary>How far the two clocks may be apart.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);

    // the part after the plus sign is milliseconds in four digits, not a zone; the clock is Vietnam's
    private const string TimeForm = "ddMMyyyy'T'HHmmss'+0'fff";
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);
    private static readonly string[] Required = [SystemId, Timestamp, Nonce, Method, Path, BodyHash];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    /// <summary>All headers to send, the three of the signature included.</summary>
    public static IReadOnlyDictionary<string, string> Sign(SystemCredential who, RequestLine request, TimeProvider clock)
    {
        var headers = new Dictionary<string, string>
        {
            [SystemId] = who.SystemId,
            [Timestamp] = clock.GetUtcNow().ToOffset(Vietnam).ToString(TimeForm, CultureInfo.InvariantCulture),
            [Nonce] = Guid.NewGuid().ToString("N"),
            [Method] = request.Method,
            [Path] = request.Path,
            [BodyHash] = request.BodySha256,
        };
        var json = JsonSerializer.Serialize(headers);
        return new Dictionary<string, string>(headers)
        {
            [SignedNames] = string.Join(';', headers.Keys),
            [SignedJson] = json,
            [Mac] = Convert.ToHexStringLower(MacOf(json, who.Secret)),
        };
    }

    /// <summary>
    /// `secret` is that of the system named in <see cref="SystemId"/>, null when nobody knows it. `request.BodySha256` is not looked at:
    /// the body is checked after it has come, by <see cref="SignedCall.CheckBody"/>.
    /// </summary>
    public static SignatureCheck Check(
        Func<string, string?> header, RequestLine request, string? secret, TimeProvider clock, TimeSpan? window = null)
    {
        if (Required.Concat([SignedNames, SignedJson, Mac]).FirstOrDefault(name => string.IsNullOrEmpty(header(name))) is { } missing)
            return SignatureCheck.Missing(missing);
        if (secret is null)
            return SignatureCheck.Unknown(header(SystemId)!);
        if (!IsHex(header(Mac)!, out var mac) || !CryptographicOperations.FixedTimeEquals(mac, MacOf(header(SignedJson)!, secret)))
            return SignatureCheck.Wrong("Chữ ký tiêu đề không đúng.", "The headers' signature is wrong.");
        if (Disagreement(header, request) is { } name)
            return SignatureCheck.Wrong($"{name} không khớp với giá trị đã ký.", $"{name} is not what was signed.");

        return CheckTime(header, clock.GetUtcNow(), window ?? DefaultWindow);
    }

    private static SignatureCheck CheckTime(Func<string, string?> header, DateTimeOffset now, TimeSpan window)
    {
        if (!DateTime.TryParseExact(header(Timestamp), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock))
            return SignatureCheck.Wrong($"{Timestamp} không đúng dạng {TimeForm}.", $"{Timestamp} is not of the form {TimeForm}.");

        var signedAt = new DateTimeOffset(wallClock, Vietnam);
        return (now - signedAt).Duration() > window
            ? SignatureCheck.OutsideWindow(signedAt, now)
            : SignatureCheck.Accepted(new(header(SystemId)!, header(Nonce)!, signedAt, header(BodyHash)!.ToLowerInvariant()));
    }

    // the MAC covers the JSON; these make sure that the JSON speaks of this very call
    private static string? Disagreement(Func<string, string?> header, RequestLine request)
    {
        if (Signed(header(SignedJson)!) is not { } signed)
            return SignedJson;
        if (!signed.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(header(SignedNames)!.Split(';')))
            return SignedNames;
        if (signed.Keys.Concat(Required).FirstOrDefault(name => signed.GetValueOrDefault(name, "") != header(name)) is { } changed)
            return changed;
        if (header(Method) != request.Method)
            return Method;

        return header(Path) == request.Path ? null : Path;
    }

    private static Dictionary<string, string>? Signed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var signed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var one in document.RootElement.EnumerateObject())
                signed[one.Name] = one.Value.GetString() ?? "";
            return signed;
        }
        catch (Exception notAnObjectOfTexts) when (notAnObjectOfTexts is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] MacOf(string json, string secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(json));

    private static bool IsHex(string text, out byte[] bytes)
    {
        bytes = new byte[HMACSHA256.HashSizeInBytes];
        return text.Length == 2 * bytes.Length && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
    }
}
