using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Identity;

/// <summary>
/// The ring of keys that seal session cookies, forms and partners' secrets: in the key folder, for all processes. Its first key is made by
/// one process: of two made at once each process would know only its own.
/// </summary>
public sealed class KeyRing(KeyFolder folder, IKeyManager keys, TimeProvider clock, ILogger<KeyRing> log)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    // a process whose clock is behind must not want a key of its own, which the others would not know
    private static readonly TimeSpan Behind = TimeSpan.FromDays(1);

    /// <summary>Makes the first key, if there is none; later ones are made in good time by whoever comes first.</summary>
    public async Task Share(CancellationToken stop)
    {
        using var alone = await folder.Lock(stop, () => log.LogWarning("Another process holds the key folder's lock; waiting for it"));
        if (keys.GetAllKeys().Count == 0)
            keys.CreateNewKey(clock.GetUtcNow() - Behind, clock.GetUtcNow() + Life);
    }
}
