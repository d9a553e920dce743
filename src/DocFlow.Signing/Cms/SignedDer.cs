using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>
/// What certificates and revocation lists both are: a body, the algorithm, and the issuer's signature (RFC 5280 4.1, 5.1).
/// </summary>
internal sealed class SignedDer
{
    private readonly byte[] _signature;
    private readonly SignatureScheme? _scheme;

    private SignedDer(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> algorithm, byte[] signature)
    {
        Body = body;
        Algorithm = algorithm;
        _signature = signature;
        _scheme = SignatureScheme.Read(new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence());
    }

    /// <summary>The DER that is signed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The outer AlgorithmIdentifier; the body repeats it.</summary>
    public ReadOnlyMemory<byte> Algorithm { get; }

    /// <summary>Whether the algorithm is one we still trust.</summary>
    public bool IsStrong => _scheme is not null;

    /// <summary>Reads the three parts; throws <see cref="AsnContentException"/> when they are not there.</summary>
    public static SignedDer Read(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var parts = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var signed = Read(parts);
        parts.ThrowIfNotEmpty();
        return signed;
    }

    /// <summary>Reads the three parts where more may follow them, as in OCSP answers (RFC 6960 4.2.1).</summary>
    public static SignedDer Read(AsnReader parts)
    {
        var (body, algorithm) = (parts.ReadEncodedValue(), parts.ReadEncodedValue());
        var signature = parts.ReadBitString(out var unused);
        return unused == 0 ? new SignedDer(body, algorithm, signature) : throw new AsnContentException("A signature of odd bits.");
    }

    /// <summary>Whether this issuer's key signed it.</summary>
    public bool IsSignedBy(X509Certificate2 issuer) => _scheme?.Verifies(issuer, Body.Span, _signature) == true;
}
