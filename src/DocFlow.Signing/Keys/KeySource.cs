namespace DocFlow.Signing.Keys;

/// <summary>Opens a key by what a command line or a setting calls it: a PKCS#12 file's path, or a pkcs11: URI.</summary>
public static class KeySource
{
    /// <summary>Opens it with its PIN; every way it can fail is an answer.</summary>
    /// <param name="key">A path, or a URI as <see cref="Pkcs11Uri"/> reads it.</param>
    /// <param name="pin">Its PIN or password.</param>
    /// <param name="name">Of several keys in a file the one wanted; a URI says it itself.</param>
    /// <param name="tries">Our own count for tokens that do not tell theirs.</param>
    public static KeyOpening Open(string key, ReadOnlySpan<char> pin, string? name = null, PinTries? tries = null)
    {
        if (!key.StartsWith(Pkcs11Uri.Scheme, StringComparison.OrdinalIgnoreCase))
            return File.Exists(key) ? Pkcs12Key.Open(File.ReadAllBytes(key), pin, name) : new KeyOpening(KeyState.NoSuchFile, null);
        return Pkcs11Uri.Parse(key, out var wrong) is { } settings
            ? Pkcs11Key.Open(settings with { Tries = tries }, pin)
            : new KeyOpening(KeyState.BadName, null) { Detail = wrong };
    }
}
