namespace DocFlow.Signing.Keys;

/// <summary>How an attempt to open a key ended; a wrong PIN is an answer to be counted, not an accident.</summary>
public enum KeyState
{
    /// <summary>The key is open and can sign.</summary>
    Opened,

    /// <summary>The file is a key file, but this PIN does not open it.</summary>
    WrongPin,

    /// <summary>These bytes are not a PKCS#12 file.</summary>
    NotAKeyFile,

    /// <summary>The file opens, but holds no private key with a certificate.</summary>
    NoPrivateKey,
}

/// <summary>The answer to an attempt to open a key. <see cref="Key"/> is there exactly when <see cref="State"/> is Opened.</summary>
public sealed record KeyOpening(KeyState State, IKeyHolder? Key);
