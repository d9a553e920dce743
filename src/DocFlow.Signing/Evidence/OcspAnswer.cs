using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Evidence;

/// <summary>
/// An OCSP answer taken apart (RFC 6960 4.2): what a responder says about certificates. Only successful answers are read.
/// </summary>
public sealed class OcspAnswer
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Two = new(TagClass.ContextSpecific, 2);

    private readonly SignedDer _signed;
    private readonly byte[]? _responderName;
    private readonly byte[]? _responderKey;

    private OcspAnswer(AsnReader basic, CertificateShelf shelf)
    {
        _signed = SignedDer.Read(basic);
        Certificates = basic.HasData ? ReadCertificates(Only(basic.ReadSequence(Zero), basic), shelf) : [];
        var data = new AsnReader(_signed.Body, AsnEncodingRules.DER).ReadSequence();
        if (data.PeekTag().HasSameClassAndValue(Zero))
            data.ReadEncodedValue(); // version 1, the default, which DER leaves out
        if (data.PeekTag().HasSameClassAndValue(One))
            _responderName = data.ReadSequence(One).ReadEncodedValue().ToArray();
        else
            _responderKey = data.ReadSequence(Two).ReadOctetString();
        ProducedAt = data.ReadGeneralizedTime();
        var statements = new List<OcspStatement>();
        for (var list = data.ReadSequence(); list.HasData;)
            statements.Add(OcspStatement.Read(list.ReadSequence()));
        Statements = statements;
        if (data.HasData)
            CriticalExtensions.Read(data.ReadSequence(One).ReadSequence(), TakeNonce);
        data.ThrowIfNotEmpty();
    }

    /// <summary>What it says, certificate by certificate.</summary>
    public IReadOnlyList<OcspStatement> Statements { get; }

    /// <summary>When the responder signed it.</summary>
    public DateTimeOffset ProducedAt { get; }

    /// <summary>The certificates that came along, the responder's among them unless it is the issuer itself.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; }

    /// <summary>What the asker had sent to know the answer by, as in the extension; null when the responder leaves it out.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; private set; }

    /// <summary>Reads an OCSPResponse; throws <see cref="CmsMalformed"/>, also when the responder refused to answer.</summary>
    public static OcspAnswer Read(ReadOnlyMemory<byte> der) => Read(der, new CertificateShelf());

    /// <summary>The same with certificates that were perhaps decoded before.</summary>
    internal static OcspAnswer Read(ReadOnlyMemory<byte> der, CertificateShelf shelf)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var response = Only(outer.ReadSequence(), outer);
            if (response.ReadEnumeratedValue<OcspResponseStatus>() is not OcspResponseStatus.Successful and var status)
                throw new CmsMalformed($"The responder did not answer: {status}.");
            var tagged = Only(response.ReadSequence(Zero), response);
            var bytes = Only(tagged.ReadSequence(), tagged);
            if (bytes.ReadObjectIdentifier() != Oids.OcspBasic)
                throw new CmsMalformed("The OCSP answer is of an unknown type.");
            var basic = new AsnReader(Only(bytes.ReadOctetString(), bytes), AsnEncodingRules.DER);
            return new OcspAnswer(Only(basic.ReadSequence(), basic), shelf);
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException)
        {
            throw new CmsMalformed("The OCSP answer is not well-formed DER.", fault);
        }
    }

    /// <summary>Why a responder did not answer; null when these bytes are an answer, or nothing of the kind.</summary>
    public static OcspResponseStatus? RefusalIn(ReadOnlyMemory<byte> der)
    {
        try
        {
            var status = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadEnumeratedValue<OcspResponseStatus>();
            return status == OcspResponseStatus.Successful ? null : status;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>What it says about this certificate of this issuer; null when it is about others.</summary>
    public OcspStatement? About(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        foreach (var statement in Statements)
            if (statement.Names(certificate, issuer))
                return statement;
        return null;
    }

    /// <summary>Whether it says anything about this certificate of this issuer.</summary>
    public bool IsFor(X509Certificate2 certificate, X509Certificate2 issuer) => About(certificate, issuer) is not null;

    /// <summary>Whether it is signed for this issuer: by itself, or by whom it gave a certificate for signing OCSP answers.</summary>
    public bool IsSignedFor(X509Certificate2 issuer) => Responder(issuer) is not null;

    /// <summary>
    /// The certificate by which it is signed for this issuer: the issuer's own, or one that the issuer gave for id-kp-OCSPSigning and that
    /// was valid when the answer was made (RFC 6960 4.2.2.2); null when there is none.
    /// </summary>
    public X509Certificate2? Responder(X509Certificate2 issuer) => Certificates
        .Where(one => IsDelegate(one) && CertificateSignature.IsIssuedBy(one, issuer))
        .Append(issuer)
        .FirstOrDefault(one => Names(one) && _signed.IsSignedBy(one));

    private bool IsDelegate(X509Certificate2 one) => ProducedAt >= one.NotBefore && ProducedAt <= one.NotAfter
        && one.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(usage => usage.EnhancedKeyUsages.OfType<Oid>())
            .Any(usage => usage.Value == Oids.OcspSigning);

    private bool Names(X509Certificate2 responder) => _responderName is not null
        ? _responderName.AsSpan().SequenceEqual(responder.SubjectName.RawData)
        : OcspStatement.KeyHash(responder, HashAlgorithmName.SHA1).AsSpan().SequenceEqual(_responderKey);

    private bool TakeNonce(string type, ReadOnlyMemory<byte> value)
    {
        if (type == Oids.OcspNonce)
            Nonce = value;
        return type == Oids.OcspNonce;
    }

    private static List<X509Certificate2> ReadCertificates(AsnReader tagged, CertificateShelf shelf)
    {
        var found = new List<X509Certificate2>();
        for (var list = Only(tagged.ReadSequence(), tagged); list.HasData;)
            found.Add(shelf.Take(list.ReadEncodedValue()));
        return found;
    }

    private static T Only<T>(T inner, AsnReader outer)
    {
        outer.ThrowIfNotEmpty();
        return inner;
    }
}
