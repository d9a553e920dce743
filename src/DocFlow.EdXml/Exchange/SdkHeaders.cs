using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DocFlow.EdXml.Exchange;

/// <summary>
/// The headers of a call as the axis' SDK makes them: every parameter is a header, all of them are signed; no nonce, so no two calls of
/// a process bear the same time, and an exchange knows a replay by its MAC.
/// </summary>
public static class SdkHeaders
{
    // the part after the plus sign is milliseconds in four digits, not a zone; the clock is Vietnam's
    private const string TimeForm = "ddMMyyyy'T'HHmmss'+0'fff";
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);
    private static long _last;

    /// <summary>All headers to send, the three of the signature included; names of parameters without the prefix.</summary>
    public static IReadOnlyDictionary<string, string> Sign(
        SystemCredential who, IReadOnlyDictionary<string, string> parameters, TimeProvider clock)
    {
        var headers = new Dictionary<string, string>
        {
            [SignedHeaders.SystemId] = who.SystemId,
            [SignedHeaders.Timestamp] = OwnMoment(clock).ToString(TimeForm, CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in parameters)
            headers[SignedHeaders.Prefix + name] = value;
        var json = JsonSerializer.Serialize(headers);
        return new Dictionary<string, string>(headers)
        {
            [SignedHeaders.SignedNames] = string.Join(';', headers.Keys),
            [SignedHeaders.SignedJson] = json,
            [SignedHeaders.Mac] = Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(who.Secret), Encoding.UTF8.GetBytes(json))),
        };
    }

    // a millisecond of its own for each call of this process
    private static DateTimeOffset OwnMoment(TimeProvider clock)
    {
        while (true)
        {
            var (last, now) = (Volatile.Read(ref _last), clock.GetUtcNow().ToUnixTimeMilliseconds());
            var mine = now <= last && last - now < 1000 ? last + 1 : now;
            if (Interlocked.CompareExchange(ref _last, mine, last) == last)
                return DateTimeOffset.FromUnixTimeMilliseconds(mine).ToOffset(Vietnam);
        }
    }
}
