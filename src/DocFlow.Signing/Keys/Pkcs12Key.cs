using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Keys;

/// <summary>A key out of a PKCS#12 file, open in this process's memory only.</summary>
public sealed class Pkcs12Key : IKeyHolder
{
    private const int InvalidPassword = unchecked((int)0x80070056); // what .NET sets on every platform when the MAC does not fit

    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    private Pkcs12Key(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        Certificate = certificate;
        Chain = chain;
        _rsa = certificate.GetRSAPrivateKey();
        _ecdsa = certificate.GetECDsaPrivateKey();
    }

    /// <inheritdoc/>
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc/>
    public IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>Opens a PKCS#12 file with its PIN. The caller disposes the key as soon as it has signed.</summary>
    public static KeyOpening Open(ReadOnlySpan<byte> pkcs12, ReadOnlySpan<char> pin)
    {
        try
        {
            return Sort(X509CertificateLoader.LoadPkcs12Collection(pkcs12, pin, X509KeyStorageFlags.EphemeralKeySet));
        }
        catch (CryptographicException refused)
        {
            return new KeyOpening(refused.HResult == InvalidPassword ? KeyState.WrongPin : KeyState.NotAKeyFile, null);
        }
    }

    /// <inheritdoc/>
    public byte[] SignDigest(ReadOnlySpan<byte> digest, HashAlgorithmName hash, RSASignaturePadding padding) => _rsa is not null
        ? _rsa.SignHash(digest, hash, padding)
        : _ecdsa!.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        _rsa?.Dispose();
        _ecdsa?.Dispose();
        Certificate.Dispose();
        foreach (var certificate in Chain)
            certificate.Dispose();
    }

    private static KeyOpening Sort(X509Certificate2Collection found)
    {
        var own = found.FirstOrDefault(one => one.HasPrivateKey && one.PublicKey.Oid.Value is Cms.Oids.Rsa or Cms.Oids.EcPublicKey);
        if (own is null)
        {
            foreach (var certificate in found)
                certificate.Dispose();
            return new KeyOpening(KeyState.NoPrivateKey, null);
        }

        return new KeyOpening(KeyState.Opened, new Pkcs12Key(own, Above(own, found)));
    }

    private static List<X509Certificate2> Above(X509Certificate2 own, X509Certificate2Collection found)
    {
        var chain = new List<X509Certificate2>();
        for (var below = own; !IsSelfIssued(below);)
        {
            var issuer = found.FirstOrDefault(one => !chain.Contains(one)
                && one.SubjectName.RawData.AsSpan().SequenceEqual(below.IssuerName.RawData));
            if (issuer is null)
                break;
            chain.Add(issuer);
            below = issuer;
        }

        return chain;
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
