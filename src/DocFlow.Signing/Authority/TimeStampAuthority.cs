using System.Formats.Asn1;
using System.Security.Cryptography;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Authority;

/// <summary>
/// A time-stamp authority after RFC 3161 without its network: a request's DER in, the answer's DER out. For trying DocFlow out and for its
/// tests; its clock is the machine's. For many threads if its key is.
/// </summary>
public sealed class TimeStampAuthority(IKeyHolder key, TimeProvider time) : IDisposable
{
    /// <summary>The only policy it stamps under; an arc below 2.25 is a UUID and nobody else's.</summary>
    public const string Policy = "2.25.186422904510163853914018234967502160129";

    private static readonly HashAlgorithmName Hash = HashAlgorithmName.SHA256;

    /// <summary>A time-stamp authority with a new key that the local authority certifies.</summary>
    public static TimeStampAuthority Of(LocalAuthority authority, TimeProvider time) =>
        new(authority.KeyFor(CertificateSubject.TimeStamping()), time);

    /// <summary>The answer to a request, whatever it is: a token, or why there is none.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> request)
    {
        try
        {
            return Answer(TimeStampRequest.Read(request));
        }
        catch (CmsMalformed fault)
        {
            return TimeStampReply.Refuse(TimeStampFailures.BadDataFormat, fault.Message);
        }
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => key.Dispose();

    private byte[] Answer(TimeStampRequest request)
    {
        if (request.Policy is not (null or Policy))
            return TimeStampReply.Refuse(TimeStampFailures.UnacceptedPolicy, $"This authority stamps under {Policy} only.");

        var info = Info(request);
        var padding = RSASignaturePadding.Pkcs1;
        var attributes = CadesBuilder.SignedAttributes(
            Oids.TimeStampInfo, CryptographicOperations.HashData(Hash, info), key.Certificate, Hash);
        var value = key.SignDigest(CryptographicOperations.HashData(Hash, attributes), Hash, padding);
        var embedded = request.WantsCertificate ? key.Chain : null;
        return TimeStampReply.Grant(CadesBuilder.Assemble(
            (Oids.TimeStampInfo, info), attributes, value, (key.Certificate, embedded),
            SignatureScheme.Of(key.Certificate, Hash, padding)));
    }

    // RFC 3161 2.4.2
    private byte[] Info(TimeStampRequest request)
    {
        var now = time.GetUtcNow();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Oids.DigestOf(request.Hash));
                writer.WriteOctetString(request.Imprint);
            }

            writer.WriteInteger(new System.Numerics.BigInteger(RandomNumberGenerator.GetBytes(16), isUnsigned: true));
            writer.WriteGeneralizedTime(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)));
            using (writer.PushSequence())
                writer.WriteInteger(1); // accurate to a second
            if (request.Nonce is { } nonce)
                writer.WriteInteger(nonce);
        }

        return writer.Encode();
    }
}
