using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DocFlow.Platform.Identity.People;

/// <summary>A password that is told once and good for one thing: choosing another.</summary>
public sealed record OneTimePassword(string Text, string Hash)
{
    // no letters or digits that look like others: it is read from a screen and typed
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes one of 16 characters in four groups; about 79 bits.</summary>
    public static OneTimePassword Make()
    {
        var text = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
        return new OneTimePassword(text, Passwords.Hash(text));
    }
}

/// <summary>
/// Hashes passwords with ASP.NET Core's hasher (PBKDF2, HMAC-SHA512) and says which may be chosen. Slow on purpose: never inside a session.
/// </summary>
internal static class Passwords
{
    private const int Shortest = 10;
    private static readonly object Nobody = new();

    // 210,000 rounds: OWASP Password Storage Cheat Sheet for PBKDF2-HMAC-SHA512
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    /// <summary>What a name without an account is compared with, so that it takes as long as one with.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => Hash(RandomNumberGenerator.GetHexString(32)));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    public static bool Fits(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed && hash is not null;

    public static Refusal? Weakness(string chosen, string userName, string old)
    {
        if (chosen.Length is >= Shortest and <= 200 && chosen != old && !chosen.Contains(userName, StringComparison.OrdinalIgnoreCase)
            && chosen.Distinct().Count() >= 5)
            return null;
        return Refusal.Invalid("password.too-weak",
            $"Mật khẩu mới phải có từ {Shortest} ký tự, ít nhất 5 ký tự khác nhau, không chứa tên đăng nhập và khác mật khẩu cũ.",
            $"A new password has {Shortest} characters or more, 5 of them different, without the user name, and is not the old one.");
    }
}
