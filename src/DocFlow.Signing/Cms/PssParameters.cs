using System.Formats.Asn1;
using System.Security.Cryptography;

namespace DocFlow.Signing.Cms;

/// <summary>RSASSA-PSS-params (RFC 4055 3.1), with one digest for both; we write a salt of its length.</summary>
internal static class PssParameters
{
    private static readonly Asn1Tag HashTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag MaskTag = new(TagClass.ContextSpecific, 1);
    private const int LongestSalt = 4096;
    private const int DefaultSalt = 20;
    private static readonly Asn1Tag SaltTag = new(TagClass.ContextSpecific, 2);

    public static SignatureScheme? Read(AsnReader algorithm)
    {
        var parameters = algorithm.ReadSequence();
        algorithm.ThrowIfNotEmpty();
        if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(HashTag))
            return null; // the defaults are SHA-1

        var hash = Digest(parameters.ReadSequence(HashTag));
        var mask = parameters.ReadSequence(MaskTag);
        var generator = mask.ReadSequence();
        mask.ThrowIfNotEmpty();
        var isKnown = generator.ReadObjectIdentifier() == Oids.MaskGeneration;
        var maskHash = Digest(generator);
        var salt = parameters.HasData ? Salt(parameters.ReadSequence(SaltTag)) : DefaultSalt;
        parameters.ThrowIfNotEmpty(); // the trailer field is always the default
        return isKnown && salt >= 0 && hash is { } name && maskHash == hash
            ? new SignatureScheme(name, RSASignaturePadding.Pss) { OddSalt = salt == Length(name) ? null : salt }
            : null;
    }

    public static void Write(AsnWriter writer, HashAlgorithmName hash)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(HashTag))
                Digest(writer, hash);
            using (writer.PushSequence(MaskTag))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.MaskGeneration);
                Digest(writer, hash);
            }

            using (writer.PushSequence(SaltTag))
                writer.WriteInteger(Length(hash));
        }
    }

    private static int Salt(AsnReader outer)
    {
        var isShort = outer.TryReadInt32(out var salt) && salt is >= 0 and <= LongestSalt;
        outer.ThrowIfNotEmpty();
        return isShort ? salt : -1;
    }

    private static HashAlgorithmName? Digest(AsnReader outer)
    {
        var algorithm = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var oid = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        return Oids.StrongHash(oid) is { } hash && oid == Oids.DigestOf(hash) ? hash : null;
    }

    // RFC 4055 2.1: here, unlike elsewhere in CMS, the parameters of SHA-2 are NULL
    private static void Digest(AsnWriter writer, HashAlgorithmName hash)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.DigestOf(hash));
            writer.WriteNull();
        }
    }

    private static int Length(HashAlgorithmName hash) =>
        hash == HashAlgorithmName.SHA256 ? 32 : hash == HashAlgorithmName.SHA384 ? 48 : 64;
}
