using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DocFlow.EdXml.Exchange;

/// <summary>
/// Header signing as the VXP gateway does it: each parameter of a call is a header under the prefix; `sign-header` is a JSON object of the
/// signed headers, `sign-header-key` their names, `hash-header` the hex HMAC-SHA256 of that JSON. There is no nonce: a call that is heard
/// again is known by its MAC, and no two calls of a process bear the same time.
/// </summary>
public static class VxpHeaders
{
    public const string Prefix = "XroadVnpt-";
    public const string SystemId = Prefix + "systemid";
    public const string Timestamp = Prefix + "timestamp";
    public const string SignedNames = Prefix + "sign-header-key";
    public const string SignedJson = Prefix + "sign-header";
    public const string Mac = Prefix + "hash-header";

    /// <summary>How far the two clocks may be apart.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // the part after the plus sign is milliseconds in four digits, not a zone; the clock is Vietnam's
    private const string TimeForm = "ddMMyyyy'T'HHmmss'+0'fff";
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);
    private static readonly string[] Needed = [SystemId, Timestamp, SignedNames, SignedJson, Mac];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    // as the field's Java writes it: whoever builds the text anew finds a plain plus sign in the time
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static long last;

    /// <summary>All headers to send: the call's parameters (ASCII), named without the prefix, and the signature.</summary>
    public static IReadOnlyDictionary<string, string> Sign(
        SystemCredential who, IReadOnlyDictionary<string, string> parameters, TimeProvider clock)
    {
        var headers = new Dictionary<string, string>
        {
            [SystemId] = who.SystemId,
            [Timestamp] = OwnMoment(clock).ToString(TimeForm, CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in parameters)
            headers[Prefix + name] = value;
        var json = JsonSerializer.Serialize(headers, Plain);
        return new Dictionary<string, string>(headers)
        {
            [SignedNames] = string.Join(';', headers.Keys),
            [SignedJson] = json,
            [Mac] = Convert.ToHexStringLower(MacOf(json, who.Secret)),
        };
    }

    /// <summary>
    /// `secret` is that of the system named in <see cref="SystemId"/>, null when nobody knows it. What an accepted call may be told is in
    /// <see cref="SignedCall.Parameters"/>: headers that were not signed are nobody's word.
    /// </summary>
    public static SignatureCheck Check(Func<string, string?> header, string? secret, TimeProvider clock)
    {
        if (Needed.FirstOrDefault(name => string.IsNullOrEmpty(header(name))) is { } missing)
            return SignatureCheck.Missing(missing);
        if (secret is null)
            return SignatureCheck.Unknown(header(SystemId)!);
        if (!IsHex(header(Mac)!, out var mac) || !CryptographicOperations.FixedTimeEquals(mac, MacOf(header(SignedJson)!, secret)))
            return SignatureCheck.Wrong("Chữ ký tiêu đề không đúng.", "The headers' signature is wrong.");
        if (Signed(header(SignedJson)!) is not { } signed)
            return SignatureCheck.Wrong($"{SignedJson} không phải đối tượng JSON.", $"{SignedJson} is not a JSON object of texts.");
        return Disagreement(header, signed) is { } name
            ? SignatureCheck.Wrong($"{name} không khớp với giá trị đã ký.", $"{name} is not what was signed.")
            : CheckTime(header, signed, clock.GetUtcNow());
    }

    private static SignatureCheck CheckTime(Func<string, string?> header, Dictionary<string, string> signed, DateTimeOffset now)
    {
        if (!DateTime.TryParseExact(header(Timestamp), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock)
            || wallClock - DateTime.MinValue < Vietnam)
            return SignatureCheck.Wrong($"{Timestamp} không đúng dạng {TimeForm}.", $"{Timestamp} is not of the form {TimeForm}.");

        var signedAt = new DateTimeOffset(wallClock, Vietnam);
        return (now - signedAt).Duration() > Window
            ? SignatureCheck.OutsideWindow(signedAt, now)
            : SignatureCheck.Accepted(new(header(SystemId)!, header(Mac)!.ToLowerInvariant(), signedAt) { Parameters = signed });
    }

    // the MAC covers the JSON; this makes sure that the JSON speaks of this very call
    private static string? Disagreement(Func<string, string?> header, Dictionary<string, string> signed)
    {
        if (!signed.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(header(SignedNames)!.Split(';').Select(Bare)))
            return SignedNames;
        return signed.Keys.Append(Bare(SystemId)).Append(Bare(Timestamp)).FirstOrDefault(name =>
            signed.GetValueOrDefault(name, "") != (header(Prefix + name) ?? header(name) ?? "")) is { } changed ? Prefix + changed : null;
    }

    private static Dictionary<string, string>? Signed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var signed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            return document.RootElement.EnumerateObject().All(one => signed.TryAdd(Bare(one.Name), one.Value.GetString() ?? ""))
                ? signed
                : null;
        }
        catch (Exception notAnObjectOfTexts) when (notAnObjectOfTexts is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Bare(string name) =>
        name.Trim() is var trimmed && trimmed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? trimmed[Prefix.Length..] : trimmed;

    // a millisecond of its own for each call of this process
    private static DateTimeOffset OwnMoment(TimeProvider clock)
    {
        while (true)
        {
            var (before, now) = (Volatile.Read(ref last), clock.GetUtcNow().ToUnixTimeMilliseconds());
            var mine = now <= before && before - now < 1000 ? before + 1 : now;
            if (Interlocked.CompareExchange(ref last, mine, before) == before)
                return DateTimeOffset.FromUnixTimeMilliseconds(mine).ToOffset(Vietnam);
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
