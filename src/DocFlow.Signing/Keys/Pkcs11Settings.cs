using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Keys;

/// <summary>Which key on which token. What is left out may be anything, as long as one key fits.</summary>
/// <param name="Module">The path of the PKCS#11 module: the driver of the token, a .so or .dylib.</param>
public sealed record Pkcs11Settings(string Module)
{
    /// <summary>The token's label.</summary>
    public string? Token { get; init; }

    /// <summary>The token's serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The maker of the token.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The model of the token.</summary>
    public string? Model { get; init; }

    /// <summary>The key's label (CKA_LABEL).</summary>
    public string? Object { get; init; }

    /// <summary>The key's id (CKA_ID).</summary>
    public ReadOnlyMemory<byte>? Id { get; init; }

    /// <summary>The signer's certificate, where the token does not hold it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Our own count of tries, for tokens that do not tell; none is kept without it.</summary>
    public PinTries? Tries { get; init; }

    /// <summary>Tries a PIN even when the token says that one more wrong one would lock it.</summary>
    public bool DareLastTry { get; init; }
}
