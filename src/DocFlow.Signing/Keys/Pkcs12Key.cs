using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Keys.Files;

namespace DocFlow.Signing.Keys;

/// <summary>A key out of a PKCS#12 file, open in this process's memory only.</summary>
public sealed class Pkcs12Key : IKeyHolder
{
    private readonly AsymmetricAlgorithm _key;

    internal Pkcs12Key(AsymmetricAlgorithm key, X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        _key = key;
        Certificate = certificate;
        Chain = chain;
    }

    /// <summary>Whether its certificates go with it, or belong to a shelf that others take them from, too.</summary>
    internal bool OwnsCertificates { private get; init; } = true;

    /// <inheritdoc/>
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc/>
    public IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>
    /// Opens a PKCS#12 file with its PIN, in the old encryption (3DES, RC2, a MAC with SHA-1) or the new. The caller disposes the key as
    /// soon as it has signed.
    /// </summary>
    /// <param name="pkcs12">The file.</param>
    /// <param name="pin">Its PIN or password.</param>
    /// <param name="name">
    /// Of several keys the one wanted: its friendly name, or its certificate's thumbprint (SHA-1) or serial number in hexadecimal. Without
    /// it the one key that may sign is taken.
    /// </param>
    public static KeyOpening Open(ReadOnlySpan<byte> pkcs12, ReadOnlySpan<char> pin, string? name = null)
    {
        if (!Pkcs12File.BeginsLikeOne(pkcs12))
            return new KeyOpening(KeyState.NotAKeyFile, null);
        var typed = GC.AllocateArray<char>(pin.Length, pinned: true);
        pin.CopyTo(typed);
        try
        {
            return Open(Pkcs12File.Read(pkcs12.ToArray()), typed, name);
        }
        catch (NotSupportedException unknown)
        {
            return new KeyOpening(KeyState.Unsupported, null) { Detail = unknown.Message };
        }
        catch (Exception damaged) when (damaged is AsnContentException or CryptographicException)
        {
            return new KeyOpening(KeyState.Damaged, null);
        }
        finally
        {
            Array.Clear(typed);
        }
    }

    /// <inheritdoc/>
    public byte[] SignDigest(ReadOnlySpan<byte> digest, HashAlgorithmName hash, RSASignaturePadding padding) => _key is RSA rsa
        ? rsa.SignHash(digest, hash, padding)
        : ((ECDsa)_key).SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        _key.Dispose();
        if (!OwnsCertificates)
            return;
        Certificate.Dispose();
        foreach (var certificate in Chain)
            certificate.Dispose();
    }

    /// <summary>The key itself, unprotected; the caller wipes it.</summary>
    internal byte[] ToPkcs8() => _key.ExportPkcs8PrivateKey();

    private static KeyOpening Open(Pkcs12File file, char[] typed, string? name)
    {
        var mayBeDamaged = false;
        foreach (var reading in PinBytes.Readings(typed))
        {
            using var pin = reading;
            if (file.Fits(pin) ?? file.OpensInPart(pin))
                return Choose(file.Open(pin), name);
            mayBeDamaged |= file.OpensInPart(pin);
        }

        return new KeyOpening(mayBeDamaged ? KeyState.Damaged : KeyState.WrongPin, null);
    }

    private static KeyOpening Choose(Pkcs12Content content, string? name)
    {
        var pairs = content.Keys
            .Select(key => (key.Private, key.Name, Own: content.Certificates.Find(one => PrivateKeys.IsOf(one.Certificate, key.Private))))
            .Where(pair => pair.Own.Certificate is not null)
            .Where(pair => name is null || IsCalled(pair.Own.Certificate, pair.Name ?? pair.Own.Name, name))
            .ToList();
        var opening = KeyChoice.Of(pairs, name is not null, pair => pair.Own.Certificate, pair => pair.Name ?? pair.Own.Name,
            pair => Taken(content, pair.Private, pair.Own.Certificate));
        content.ForgetAllBut(opening.Key as Pkcs12Key is { } taken ? [taken._key, taken.Certificate, .. taken.Chain] : []);
        return opening;
    }

    private static Pkcs12Key Taken(Pkcs12Content content, AsymmetricAlgorithm key, X509Certificate2 own) =>
        new(key, own, CertificateChain.Above(own, [.. content.Certificates.Select(one => one.Certificate)]));

    private static bool IsCalled(X509Certificate2 certificate, string? friendly, string name) =>
        name == friendly || name.Equals(certificate.Thumbprint, StringComparison.OrdinalIgnoreCase)
        || name.Equals(certificate.SerialNumber, StringComparison.OrdinalIgnoreCase);
}
