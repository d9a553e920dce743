using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Authority;

/// <summary>
/// An OCSP responder after RFC 6960 for a local authority, without its network: a request's DER in, the answer's DER out. It says what the
/// authority's revocation list says, and good of what is not on it.
/// </summary>
/// <param name="key">Its own key; its certificate is for id-kp-OCSPSigning, or it is the authority's.</param>
/// <param name="authority">For whose certificates it answers.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Security", "CA5350", Justification = "RFC 6960 names issuers and responders by SHA-1; nothing is trusted because of it.")]
public sealed class OcspResponder(IKeyHolder key, LocalAuthority authority, TimeProvider time) : IDisposable
{
    /// <summary>How long an answer is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private static readonly HashAlgorithmName Hash = HashAlgorithmName.SHA256;
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Two = new(TagClass.ContextSpecific, 2);

    /// <summary>A responder with a new key that the authority certifies.</summary>
    public static OcspResponder Of(LocalAuthority authority, TimeProvider time) =>
        new(authority.KeyFor(CertificateSubject.OcspSigning()), authority, time);

    /// <summary>The answer to a request, whatever it is.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> request)
    {
        try
        {
            var asked = OcspRequest.Read(request);
            return asked.IssuerKey.AsSpan().SequenceEqual(OcspStatement.KeyHash(authority.Root, HashAlgorithmName.SHA1))
                ? Answer(asked)
                : Refuse(OcspResponseStatus.Unauthorized);
        }
        catch (CmsMalformed)
        {
            return Refuse(OcspResponseStatus.MalformedRequest);
        }
    }

    /// <summary>An answer that says only why there is none.</summary>
    public static byte[] Refuse(OcspResponseStatus status)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            writer.WriteEnumeratedValue(status);
        return writer.Encode();
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => key.Dispose();

    private byte[] Answer(OcspRequest asked)
    {
        var data = Data(asked);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(data);
            SignatureScheme.Of(key.Certificate, Hash, RSASignaturePadding.Pkcs1).Write(writer);
            writer.WriteBitString(key.SignDigest(CryptographicOperations.HashData(Hash, data), Hash, RSASignaturePadding.Pkcs1));
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
                writer.WriteEncodedValue(key.Certificate.RawData);
        }

        return Successful(writer.Encode());
    }

    private static byte[] Successful(byte[] basic)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(OcspResponseStatus.Successful);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.OcspBasic);
                writer.WriteOctetString(basic);
            }
        }

        return writer.Encode();
    }

    private byte[] Data(OcspRequest asked)
    {
        var now = time.GetUtcNow();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Two))
                writer.WriteOctetString(OcspStatement.KeyHash(key.Certificate, HashAlgorithmName.SHA1));
            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                OcspStatement.WriteId(writer, asked.IssuerName, asked.IssuerKey, asked.SerialNumber.Span);
                Status(writer, asked.SerialNumber.Span);
                writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
                using (writer.PushSequence(Zero))
                    writer.WriteGeneralizedTime(now + Life, omitFractionalSeconds: true);
            }

            if (asked.Nonce is { } nonce)
                OcspRequest.WriteNonce(writer, One, nonce.Span);
        }

        return writer.Encode();
    }

    private void Status(AsnWriter writer, ReadOnlySpan<byte> serial)
    {
        if (RevocationList.Read(File.ReadAllBytes(authority.CrlFile))!.RevokedAt(serial) is not { } moment)
        {
            writer.WriteNull(Zero);
            return;
        }

        using (writer.PushSequence(One))
            writer.WriteGeneralizedTime(moment, omitFractionalSeconds: true);
    }
}
