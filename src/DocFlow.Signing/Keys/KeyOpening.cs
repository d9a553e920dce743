namespace DocFlow.Signing.Keys;

/// <summary>How an attempt to open a key ended; a wrong PIN is an answer to be counted, not an accident.</summary>
public enum KeyState
{
    /// <summary>The key is open and can sign.</summary>
    Opened,

    /// <summary>The file or token is there, but this PIN does not open it. One try is gone.</summary>
    WrongPin,

    /// <summary>These bytes are not a PKCS#12 file.</summary>
    NotAKeyFile,

    /// <summary>It opens, but holds no private key with a certificate (or none of the name asked for).</summary>
    NoPrivateKey,

    /// <summary>It is a key file, but cut off or altered; the PIN may be right.</summary>
    Damaged,

    /// <summary>It is closed or kept in a way that is not supported here.</summary>
    Unsupported,

    /// <summary>Several keys that may sign are there; say which by its name, thumbprint or id.</summary>
    SeveralKeys,

    /// <summary>There is no such file.</summary>
    NoSuchFile,

    /// <summary>What names the key is not a PKCS#11 URI as RFC 7512 has it, or gives away a PIN.</summary>
    BadName,

    /// <summary>The PKCS#11 module cannot be loaded.</summary>
    ModuleMissing,

    /// <summary>No such token is plugged in.</summary>
    TokenAbsent,

    /// <summary>The token's PIN was never set, or must be changed before use.</summary>
    PinNotSet,

    /// <summary>One more wrong PIN would lock the token: not tried, unless told so outright.</summary>
    LastTry,

    /// <summary>Too many wrong PINs; the token does not take any more, or we do not pass them on.</summary>
    PinLocked,

    /// <summary>The token answered something else; <see cref="KeyOpening.Detail"/> says what.</summary>
    TokenFault,
}

/// <summary>The answer to an attempt to open a key. <see cref="Key"/> is there exactly when <see cref="State"/> is Opened.</summary>
public sealed record KeyOpening(KeyState State, IKeyHolder? Key)
{
    /// <summary>How many wrong PINs are left before a lock, where the token or our own count tells.</summary>
    public int? TriesLeft { get; init; }

    /// <summary>What a technician wants to know: names of the keys, the code of the token.</summary>
    public string? Detail { get; init; }

    /// <summary>Why it did not open, for people; null when it did.</summary>
    public SigningRefusal? Refusal => KeyRefusals.Of(this);
}
