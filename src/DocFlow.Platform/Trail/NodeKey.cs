using System.Security.Cryptography;
using System.Text;
using DocFlow.Platform.Identity;

namespace DocFlow.Platform.Trail;

/// <summary>
/// The key with which an installation signs the roots of its trail, its receipts and what it gives away: ECDSA on P-256, made on first
/// use, in the key folder.
/// </summary>
public sealed class NodeKey : IDisposable
{
    private const string File = "trail-node.pem";
    private readonly ECDsa _key = ECDsa.Create();
    private readonly Lock _gate = new();

    /// <summary>Opens it, or makes it; of two processes that make one at once, one wins.</summary>
    public NodeKey(KeyFolder folder)
    {
        if (folder.Read(File) is null)
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            folder.Write(File, Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem()));
        }

        _key.ImportFromPem(Encoding.ASCII.GetString(folder.Read(File)!));
    }

    /// <summary>Whether it has been made in this folder.</summary>
    internal static bool IsIn(KeyFolder folder) => folder.Read(File) is not null;

    /// <summary>The public half, as SubjectPublicKeyInfo in base64.</summary>
    public string Public => field ??= Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>A public half's fingerprint: the SHA-256 of its SubjectPublicKeyInfo, lower-case hex; null for what is no base64.</summary>
    public static string? IdOf(string publicKey)
    {
        var info = new byte[publicKey.Length];
        return Convert.TryFromBase64String(publicKey, info, out var size)
            ? Convert.ToHexStringLower(SHA256.HashData(info.AsSpan(0, size)))
            : null;
    }

    /// <summary>A public half as openssl reads it.</summary>
    public static byte[] Pem(string publicKey) =>
        Encoding.ASCII.GetBytes($"-----BEGIN PUBLIC KEY-----\n{publicKey}\n-----END PUBLIC KEY-----\n");

    /// <summary>The public half that such a text holds, as <see cref="Public"/> has it; null where it is no key on P-256.</summary>
    public static string? OfPem(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == 256 ? Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) : null;
        }
        catch (Exception foreign) when (foreign is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    /// <summary>Signs a statement: DER in base64, as openssl dgst -sha256 -verify reads it.</summary>
    public string Sign(byte[] statement)
    {
        lock (_gate)
            return Convert.ToBase64String(_key.SignData(statement, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>Whether a signature over a statement was made by the key of this public half.</summary>
    public static bool Signed(string publicKey, byte[] statement, string signature)
    {
        using var key = ECDsa.Create();
        var (info, der) = (new byte[publicKey.Length], new byte[signature.Length]);
        if (!Convert.TryFromBase64String(publicKey, info, out var size) || !Convert.TryFromBase64String(signature, der, out var length))
            return false;
        try
        {
            key.ImportSubjectPublicKeyInfo(info.AsSpan(0, size), out _);
            return key.VerifyData(statement, der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false; // not a public key at all
        }
    }
}
