using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>
/// Keys that their PINs opened a short while ago, closed again in this process's memory under a secret that only the PIN and a random
/// number of this process make together. Neither the PIN, nor a hash of it, nor an open key is kept: only the right PIN opens them again,
/// without the slow derivation that protects a short PIN on a disk.
/// </summary>
public sealed class HeldKeys(PlatformOptions options, TimeProvider clock) : IDisposable
{
    private readonly byte[] _process = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<Guid, Held> _held = new();

    private sealed record Held(Func<byte[], object?> Open, DateTimeOffset Until, ITimer End);

    /// <summary>The key of its own, if it is held and this is its PIN; null says nothing about the PIN.</summary>
    internal TKey? Open<TKey>(Guid key, string pin) where TKey : class =>
        _held.TryGetValue(key, out var held) && held.Until > clock.GetUtcNow() ? With(key, pin, held.Open) as TKey : null;

    /// <summary>Holds a key from now on, for as long as the configuration says.</summary>
    internal void Hold<TKey>(Guid key, string pin, Func<byte[], Func<byte[], TKey?>> close) where TKey : class
    {
        if (options.HoldKeysFor <= TimeSpan.Zero)
            return;
        var open = With(key, pin, close);
        var end = clock.CreateTimer(_ => Forget(key), null, options.HoldKeysFor, Timeout.InfiniteTimeSpan);
        _held[key] = new Held(open, clock.GetUtcNow() + options.HoldKeysFor, end);
    }

    /// <summary>Lets go of it.</summary>
    internal void Forget(Guid key)
    {
        if (_held.TryRemove(key, out var held))
            held.End.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var key in _held.Keys)
            Forget(key);
    }

    private T With<T>(Guid key, string pin, Func<byte[], T> use)
    {
        var secret = HMACSHA256.HashData(_process, Encoding.UTF8.GetBytes($"{key:N}{pin}"));
        try
        {
            return use(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
