using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace DocFlow.Signing.Keys.Files;

/// <summary>
/// Decryption under a PIN: PBES2 with AES or 3DES (RFC 8018), and the old schemes of PKCS#12, 3DES and RC2 (RFC 7292 C). Throws
/// <see cref="CryptographicException"/> for a wrong PIN, <see cref="NotSupportedException"/> for any other scheme.
/// </summary>
internal static class PinDecryption
{
    private const int MostRounds = 2_000_000;
    private const int LongestKey = 64;

    private const string Pkcs12Schemes = "1.2.840.113549.1.12.1.";

    private static readonly Dictionary<string, HashAlgorithmName> Prf = new()
    {
        ["1.2.840.113549.2.7"] = HashAlgorithmName.SHA1,
        ["1.2.840.113549.2.9"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.2.10"] = HashAlgorithmName.SHA384,
        ["1.2.840.113549.2.11"] = HashAlgorithmName.SHA512,
    };

    private static readonly Dictionary<string, (int Key, bool IsAes)> Ciphers = new()
    {
        ["2.16.840.1.101.3.4.1.2"] = (16, true),
        ["2.16.840.1.101.3.4.1.22"] = (24, true),
        ["2.16.840.1.101.3.4.1.42"] = (32, true),
        ["1.2.840.113549.3.7"] = (24, false),
    };

    // keys of the old schemes: 3DES with three keys and with two, RC2 of 128 and of 40 bits
    private static readonly Dictionary<string, int> OldKeys = new()
    {
        [Pkcs12Schemes + "3"] = 24,
        [Pkcs12Schemes + "4"] = 16,
        [Pkcs12Schemes + "5"] = 16,
        [Pkcs12Schemes + "6"] = 5,
    };

    /// <summary>Decrypts what this AlgorithmIdentifier (inside its sequence) encrypted.</summary>
    public static byte[] Decrypt(AsnReader algorithm, ReadOnlySpan<byte> encrypted, PinBytes pin)
    {
        var scheme = algorithm.ReadObjectIdentifier();
        var parameters = algorithm.ReadSequence();
        if (scheme == "1.2.840.113549.1.5.13")
            return Modern(parameters, encrypted, pin);
        var salt = (parameters.ReadOctetString(), Rounds(parameters));
        var length = OldKeys.TryGetValue(scheme, out var known)
            ? known
            : throw new NotSupportedException($"Encryption {scheme} is not supported.");
        var (key, vector) = (Old(pin, salt, length), Vector(pin, salt));
        try
        {
            return scheme is Pkcs12Schemes + "3" or Pkcs12Schemes + "4"
                ? TripleDes(key, vector, encrypted)
                : new Rc2(key).Decrypt(encrypted, vector);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>A number of rounds, if it is one to be worked through.</summary>
    public static int Rounds(AsnReader parameters) => parameters.TryReadInt32(out var rounds) && rounds is > 0 and <= MostRounds
        ? rounds
        : throw new AsnContentException("The number of rounds is out of range.");

    /// <summary>PBKDF2 after its parameters (RFC 8018 A.2), which may say another length.</summary>
    public static byte[] Pbkdf2(AsnReader function, PinBytes pin, int length)
    {
        if (function.ReadObjectIdentifier() is var name and not "1.2.840.113549.1.5.12")
            throw new NotSupportedException($"Key derivation {name} is not supported.");
        var parameters = function.ReadSequence();
        var (salt, rounds) = (parameters.ReadOctetString(), Rounds(parameters));
        if (parameters.HasData && parameters.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            length = parameters.TryReadInt32(out var stated) && stated is > 0 and <= LongestKey ? stated : LongestKey;
        var prf = parameters.HasData ? parameters.ReadSequence().ReadObjectIdentifier() : "1.2.840.113549.2.7";
        return Prf.TryGetValue(prf, out var hash)
            ? Rfc2898DeriveBytes.Pbkdf2(pin.Utf8, salt, pin.Spend(rounds), hash, length)
            : throw new NotSupportedException($"Key derivation with {prf} is not supported.");
    }

    private static byte[] Modern(AsnReader parameters, ReadOnlySpan<byte> encrypted, PinBytes pin)
    {
        var (function, cipher) = (parameters.ReadSequence(), parameters.ReadSequence());
        var name = cipher.ReadObjectIdentifier();
        if (!Ciphers.TryGetValue(name, out var known))
            throw new NotSupportedException($"Encryption {name} is not supported.");
        var (key, vector) = (Pbkdf2(function, pin, known.Key), cipher.ReadOctetString());
        try
        {
            return known.IsAes ? AesCbc(key, vector, encrypted) : TripleDes(key, vector, encrypted);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] AesCbc(byte[] key, byte[] vector, ReadOnlySpan<byte> encrypted)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(encrypted, vector);
    }

    [SuppressMessage("Security", "CA5350", Justification = "Old key files are closed so; we only open them.")]
    private static byte[] TripleDes(byte[] key, byte[] vector, ReadOnlySpan<byte> encrypted)
    {
        using var cipher = TripleDES.Create();
        cipher.Key = key.Length == 16 ? [.. key, .. key[..8]] : key;
        return cipher.DecryptCbc(encrypted, vector);
    }

    private static byte[] Old(PinBytes pin, (byte[] Salt, int Rounds) from, int length) =>
        Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, pin, from, (DerivedFor.Key, length));

    private static byte[] Vector(PinBytes pin, (byte[] Salt, int Rounds) from) =>
        Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, pin, from, (DerivedFor.Vector, 8));
}
