using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Keys;

/// <summary>Whoever can sign a digest with one person's or one agency's key: a file, a token, a service elsewhere.</summary>
public interface IKeyHolder : IDisposable
{
    /// <summary>The certificate of the key.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>The certificates above it, nearest first; may be empty when the holder does not know them.</summary>
    IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>
    /// Signs a digest: RSA with the padding given (PSS with a salt as long as the digest), or ECDSA in DER (RFC 3279), whichever the
    /// key is.
    /// Throws <see cref="KeyUnavailable"/> when the key was open and can no longer sign.
    /// </summary>
    byte[] SignDigest(ReadOnlySpan<byte> digest, HashAlgorithmName hash, RSASignaturePadding padding);
}
