using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Keys;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>What an authority is given by the one above it; by default what an authority needs.</summary>
public sealed record AuthorityRules
{
    public X509KeyUsageFlags Usage { get; init; } = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;

    public bool IsAuthority { get; init; } = true;

    public int? PathLength { get; init; }

    public X509Extension? Extension { get; init; }

    public DateTimeOffset? Until { get; init; }

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public int Bits { get; init; } = 2048;
}

/// <summary>Authorities that keep the rules of RFC 5280, or break one, and what they issue.</summary>
public sealed class ChainMaker
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly RSA _key;

    private ChainMaker(X509Certificate2 certificate, RSA key, IReadOnlyList<ChainMaker> above) =>
        (Certificate, _key, Above) = (certificate, key, above);

    public X509Certificate2 Certificate { get; }

    /// <summary>From the root down to the issuer of this one.</summary>
    public IReadOnlyList<ChainMaker> Above { get; }

    public static ChainMaker Root(string name)
    {
        var key = RSA.Create(2048);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return new ChainMaker(request.CreateSelfSigned(Now.AddDays(-90), Now.AddYears(9)), key, []);
    }

    /// <summary>An authority below this one.</summary>
    public ChainMaker Authority(string name, AuthorityRules? given = null)
    {
        var rules = given ?? new AuthorityRules();
        var key = RSA.Create(rules.Bits);
        var request = Request(name, key);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(rules.IsAuthority, rules.PathLength is not null, rules.PathLength ?? 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(rules.Usage, true));
        if (rules.Extension is not null)
            request.CertificateExtensions.Add(rules.Extension);
        var generator = new Generator(_key, rules.Hash);
        var certificate = request.Create(Certificate.SubjectName, generator, Now.AddDays(-60), rules.Until ?? Now.AddYears(5), Serial());
        return new ChainMaker(certificate, key, [.. Above, this]);
    }

    /// <summary>A person's key, with the whole chain.</summary>
    public IKeyHolder Person(DateTimeOffset? from = null, DateTimeOffset? until = null, string? usage = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Lê Văn An,O=Sở Tài chính", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true));
        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var certificate = request.Create(Certificate.SubjectName, new Generator(_key, HashAlgorithmName.SHA256),
            from ?? Now.AddDays(-30), until ?? Now.AddDays(30), Serial());
        return TestAuthority.Holder(certificate.CopyWithPrivateKey(key), Above.Append(this).Reverse().Select(one => one.Certificate));
    }

    /// <summary>Today's list, with these on it.</summary>
    public byte[] List(params X509Certificate2[] revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var one in revoked)
            list.AddEntry(one, Now.AddDays(-1));
        var identifier = X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(Certificate.SubjectName, Serial());
        return list.Build(Certificate.SubjectName, new Generator(_key, HashAlgorithmName.SHA256), BigInteger.One, Now.AddDays(9),
            HashAlgorithmName.SHA256, identifier, Now.AddDays(-1));
    }

    /// <summary>Name constraints: nobody but this organisation (RFC 5280 4.2.1.10).</summary>
    public static X509Extension OnlyNames(string organisation)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
            writer.WriteEncodedValue(new X500DistinguishedName("O=" + organisation).RawData);
        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static byte[] Serial() => [0x40, .. RandomNumberGenerator.GetBytes(8)];

    // whatever digest the request would take, it gets this one
    private sealed class Generator(RSA key, HashAlgorithmName hash) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator _inner = CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName asked) => hash == HashAlgorithmName.SHA1
            ? [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00]
            : _inner.GetSignatureAlgorithmIdentifier(hash);

        public override byte[] SignData(byte[] data, HashAlgorithmName asked) => key.SignData(data, hash, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => _inner.PublicKey;
    }
}
