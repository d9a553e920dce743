using System.Security.Cryptography;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys.Files;

namespace DocFlow.Signing.Keys;

/// <summary>
/// A key closed again in memory (AES-256-GCM) under a secret nobody can guess, so that it opens a thousand times faster than the file whose
/// short PIN is protected by many rounds. Its certificates are decoded once, however often it is opened.
/// </summary>
public sealed class ClosedKey
{
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
    private readonly byte[] _tag = new byte[AesGcm.TagByteSizes.MaxSize];
    private readonly byte[] _closed;
    private readonly byte[] _certificate;
    private readonly byte[][] _chain;
    private readonly CertificateShelf _shelf = new();

    /// <summary>Closes a copy of an open key.</summary>
    /// <param name="key">The key; it stays open.</param>
    /// <param name="secret">32 bytes.</param>
    public ClosedKey(Pkcs12Key key, byte[] secret)
    {
        (_certificate, _chain) = (key.Certificate.RawData, [.. key.Chain.Select(one => one.RawData)]);
        var plain = key.ToPkcs8();
        _closed = new byte[plain.Length];
        using var cipher = new AesGcm(secret, _tag.Length);
        cipher.Encrypt(_nonce, plain, _closed, _tag, _certificate);
        CryptographicOperations.ZeroMemory(plain);
    }

    /// <summary>Opens it; null when this is another secret.</summary>
    public Pkcs12Key? Open(byte[] secret)
    {
        var plain = new byte[_closed.Length];
        try
        {
            using var cipher = new AesGcm(secret, _tag.Length);
            cipher.Decrypt(_nonce, _closed, _tag, plain, _certificate);
            return new Pkcs12Key(PrivateKeys.Read(plain)!, _shelf.Take(_certificate), [.. _chain.Select(one => _shelf.Take(one))])
            {
                OwnsCertificates = false,
            };
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
