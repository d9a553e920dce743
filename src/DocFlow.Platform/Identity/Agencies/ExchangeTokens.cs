using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>
/// Tokens that let an agency's system in for half an hour. What they say is sealed with the installation's key ring: every process opens
/// them, and nothing is kept.
/// </summary>
public sealed class ExchangeTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly IDataProtector _protector = protection.CreateProtector("DocFlow.ExchangeToken");

    /// <summary>A token for this system.</summary>
    public string Give(string systemId) => _protector.Protect(
        string.Create(CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() + Life).ToUnixTimeSeconds()} {systemId}"));

    /// <summary>Whether it lets this system in now.</summary>
    public bool Admits(string token, string systemId) =>
        Open(token)?.Split(' ', 2) is [var until, var system] && system == systemId
            && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds();

    private string? Open(string token)
    {
        try
        {
            return _protector.Unprotect(token);
        }
        catch (Exception notOurs) when (notOurs is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
