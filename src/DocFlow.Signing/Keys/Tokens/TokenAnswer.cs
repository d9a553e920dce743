using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>What a token answered instead of doing it: a CK_RV other than CKR_OK (PKCS#11 v2.40, 11.1).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is the token's answer, thrown only inside this folder.")]
internal sealed class TokenAnswer(nuint code) : Exception($"CKR 0x{code:X}")
{
    public const nuint PinIncorrect = 0xA0, PinInvalid = 0xA1, PinLengthRange = 0xA2, PinExpired = 0xA3, PinLocked = 0xA4;
    public const nuint PinNotInitialized = 0x102, AlreadyLoggedIn = 0x100, AlreadyInitialized = 0x191, ObjectHandleInvalid = 0x82;

    // general error, device error, removed; handles of keys, objects and sessions no longer known; session closed, not logged in, no token
    private static readonly nuint[] Gone = [0x05, 0x30, 0x32, 0x60, 0x82, 0xB0, 0xB3, 0xE0, 0xE1, 0x101];

    public nuint Code { get; } = code;

    /// <summary>Whether it means that the token is no longer there.</summary>
    public bool IsGone => Array.IndexOf(Gone, Code) >= 0;

    /// <summary>How an attempt to open a key ended with this answer.</summary>
    public KeyState State => Code switch
    {
        PinIncorrect or PinInvalid or PinLengthRange => KeyState.WrongPin,
        PinLocked => KeyState.PinLocked,
        PinExpired or PinNotInitialized => KeyState.PinNotSet,
        0x32 or 0xE0 or 0xE1 => KeyState.TokenAbsent,
        _ => KeyState.TokenFault,
    };

    /// <summary>Throws for anything but CKR_OK.</summary>
    public static void Demand(nuint code)
    {
        if (code != 0)
            throw new TokenAnswer(code);
    }
}
