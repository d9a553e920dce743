using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Builds a CMS by hand, right in everything but what a forger chooses to get wrong.</summary>
internal sealed record HandCms(X509Certificate2 Signer)
{
    private const string Md5 = "1.2.840.113549.2.5", Sha1 = "1.3.14.3.2.26", Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Md5WithRsa = "1.2.840.113549.1.1.4", Sha1WithRsa = "1.2.840.113549.1.1.5";

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;
    public string? SaidDigest { get; init; }
    public string? SaidScheme { get; init; }
    public string ContentType { get; init; } = Oids.Data;
    public byte[]? Embedded { get; init; }
    public X509Certificate2[]? Certificates { get; init; }
    public X509Certificate2? Bound { get; init; }
    public bool IsBound { get; init; } = true;
    public bool HasDigest { get; init; } = true;
    public bool HasAttributes { get; init; } = true;
    public bool RepeatsDigest { get; init; }
    public int Signers { get; init; } = 1;
    public byte[]? Value { get; init; }
    public byte[]? Unsigned { get; init; }
    public byte[]? Lists { get; init; }

    /// <summary>The DER over these bytes.</summary>
    public byte[] Over(byte[] covered)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
                Data(writer, Embedded ?? covered);
        }

        return writer.Encode();
    }

    private void Data(AsnWriter writer, byte[] content)
    {
        writer.WriteInteger(1);
        using (writer.PushSetOf())
            Algorithm(writer, SaidDigest ?? DigestOid);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.Data);
            if (Embedded is not null)
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    writer.WriteOctetString(Embedded);
        }

        using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            foreach (var certificate in Certificates ?? [Signer, TestAuthority.Instance.Root])
                writer.WriteEncodedValue(certificate.RawData);
        if (Lists is not null)
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)))
                writer.WriteEncodedValue(Lists);
        using (writer.PushSetOf())
            for (var i = 0; i < Signers; i++)
                Info(writer, content);
    }

    private void Info(AsnWriter writer, byte[] content)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(Signer.IssuerName.RawData);
                writer.WriteInteger(Signer.SerialNumberBytes.Span);
            }

            Algorithm(writer, DigestOid);
            var attributes = Attributes(CryptographicOperations.HashData(Hash, content));
            if (HasAttributes)
                writer.WriteEncodedValue([0xA0, .. attributes.AsSpan(1)]);
            Algorithm(writer, SaidScheme ?? SchemeOid);
            writer.WriteOctetString(Value ?? Signature(HasAttributes ? attributes : content));
            if (Unsigned is not null)
                writer.WriteEncodedValue(Unsigned);
        }
    }

    private byte[] Attributes(byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, Oids.ContentType, value => value.WriteObjectIdentifier(ContentType));
            for (var i = 0; HasDigest && i < (RepeatsDigest ? 2 : 1); i++)
                Attribute(writer, Oids.MessageDigest, value => value.WriteOctetString(i == 0 ? digest : new byte[digest.Length]));
            if (IsBound)
                Attribute(writer, Oids.SigningCertificateV2, Binding);
        }

        return writer.Encode();
    }

    private void Binding(AsnWriter writer)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData((Bound ?? Signer).RawData));
    }

    private byte[] Signature(byte[] signed)
    {
        using var rsa = Signer.GetRSAPrivateKey();
        using var ecdsa = Signer.GetECDsaPrivateKey();
        return rsa?.SignData(signed, Hash, RSASignaturePadding.Pkcs1)
            ?? ecdsa!.SignData(signed, Hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    private string DigestOid => Hash == HashAlgorithmName.MD5 ? Md5 : Hash == HashAlgorithmName.SHA1 ? Sha1 : Sha256;

    private string SchemeOid => Hash == HashAlgorithmName.MD5 ? Md5WithRsa : Hash == HashAlgorithmName.SHA1 ? Sha1WithRsa
        : Signer.PublicKey.Oid.Value == Oids.Rsa ? Oids.RsaWith(Hash) : Oids.EcdsaWith(Hash);

    private static void Attribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
                value(writer);
        }
    }

    private static void Algorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
    }
}
