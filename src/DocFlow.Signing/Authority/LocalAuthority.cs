using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Authority;

/// <summary>
/// A certificate authority in a folder, made on first use, for trying DocFlow out and for its tests. Its name says that it is not for
/// production: whoever can read the folder can issue certificates.
/// </summary>
public sealed class LocalAuthority : IDisposable
{
    private static readonly TimeSpan CrlLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    private readonly AuthorityFolder _folder;
    private readonly TimeProvider _time;

    private LocalAuthority(AuthorityFolder folder, TimeProvider time, Uri? address)
    {
        _folder = folder;
        _time = time;
        Address = address;
        Root = X509Certificate2.CreateFromPemFile(folder.Root, folder.Key);
    }

    /// <summary>The authority's own certificate: what a recipient trusts.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>Under which address its services answer (ocsp, ca.crl, ca.cer); null when nothing answers.</summary>
    public Uri? Address { get; }

    /// <summary>Where the certificate to give away lies (ca.pem).</summary>
    public string RootFile => _folder.Root;

    /// <summary>Where the revocation list to give away lies (ca.crl, DER).</summary>
    public string CrlFile => _folder.Crl;

    /// <summary>
    /// Opens the authority of a folder, or makes it there. With an address, ending in a slash, each certificate says where to ask about it.
    /// </summary>
    public static LocalAuthority Open(string folder, TimeProvider time, Uri? address = null)
    {
        var files = new AuthorityFolder(folder);
        using (files.Lock())
        {
            if (!File.Exists(files.Root))
                Make(files, time.GetUtcNow());
            var authority = new LocalAuthority(files, time, address);
            if (!File.Exists(files.Crl))
                authority.WriteCrl(new CertificateRevocationListBuilder(), BigInteger.One);
            return authority;
        }
    }

    /// <summary>Makes a key and certifies it for a person or a seal: digitalSignature and nonRepudiation, two years.</summary>
    public X509Certificate2 Issue(CertificateSubject subject, KeyKind kind = KeyKind.EcP256, Uri? crlAt = null) =>
        Issue(subject, TimeSpan.FromDays(730), kind, crlAt);

    /// <summary>Makes a key and certifies it from ten minutes ago for the time given.</summary>
    public X509Certificate2 Issue(CertificateSubject subject, TimeSpan validity, KeyKind kind, Uri? crlAt)
    {
        var (from, until) = (_time.GetUtcNow() - ClockSkew, _time.GetUtcNow() + validity);
        if (until > Root.NotAfter)
            until = Root.NotAfter;
        if (kind is KeyKind.Rsa2048 or KeyKind.Rsa3072)
        {
            using var rsa = RSA.Create(kind == KeyKind.Rsa2048 ? 2048 : 3072);
            var request = new CertificateRequest(subject.Name(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var signed = Certify(request, subject.Use, (from, until), crlAt);
            return signed.CopyWithPrivateKey(rsa);
        }

        using var ecdsa = ECDsa.Create(kind == KeyKind.EcP384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest(subject.Name(), ecdsa, HashAlgorithmName.SHA256);
        using var certificate = Certify(asked, subject.Use, (from, until), crlAt);
        return certificate.CopyWithPrivateKey(ecdsa);
    }

    /// <summary>Makes a key in memory, RSA of 2048 bits, for a service of this authority itself.</summary>
    internal IKeyHolder KeyFor(CertificateSubject subject)
    {
        using var certificate = Issue(subject, KeyKind.Rsa2048);
        var pin = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return Pkcs12Key.Open(Pkcs12.Create(certificate, [Root], pin), pin).Key!;
    }

    /// <summary>Revokes a certificate of this authority and publishes the list anew; a second time changes nothing.</summary>
    public void Revoke(X509Certificate2 certificate, X509RevocationReason reason = X509RevocationReason.Unspecified)
    {
        using (_folder.Lock())
        {
            var builder = LoadCrl(out var number);
            builder.RemoveEntry(certificate.SerialNumberBytes.Span);
            builder.AddEntry(certificate, _time.GetUtcNow(), reason);
            WriteCrl(builder, number + 1);
        }
    }

    /// <summary>Publishes the revocation list anew with today's dates; call it daily, the list lives thirty days.</summary>
    public void RefreshCrl()
    {
        using (_folder.Lock())
        {
            var builder = LoadCrl(out var number);
            WriteCrl(builder, number + 1);
        }
    }

    /// <summary>Forgets the authority's key.</summary>
    public void Dispose() => Root.Dispose();

    private static void Make(AuthorityFolder files, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("VN");
        name.AddOrganizationName("DocFlow");
        name.AddCommonName("DocFlow Local CA - NOT FOR PRODUCTION / KHÔNG DÙNG CHO SẢN XUẤT");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var root = request.CreateSelfSigned(now - ClockSkew, now.AddYears(10));
        AuthorityFolder.Write(files.Key, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), secret: true);
        AuthorityFolder.Write(files.Root, Encoding.ASCII.GetBytes(root.ExportCertificatePem() + "\n"), secret: false);
    }

    private X509Certificate2 Certify(
        CertificateRequest request, CertificateUse use, (DateTimeOffset From, DateTimeOffset Until) validity, Uri? crlAt)
    {
        foreach (var extension in IssuedExtensions.Of(use, request.PublicKey, Root))
            request.CertificateExtensions.Add(extension);
        foreach (var place in Address is null || use == CertificateUse.OcspSigning ? [] : IssuedExtensions.Places(Address))
            request.CertificateExtensions.Add(place);
        if (crlAt is not null)
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crlAt.AbsoluteUri]));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive, and always sixteen bytes: RFC 5280 4.1.2.2
        using var key = Root.GetRSAPrivateKey()!;
        var generator = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        return request.Create(Root.SubjectName, generator, validity.From, validity.Until, serial);
    }

    private CertificateRevocationListBuilder LoadCrl(out BigInteger number) =>
        CertificateRevocationListBuilder.Load(File.ReadAllBytes(_folder.Crl), out number);

    private void WriteCrl(CertificateRevocationListBuilder builder, BigInteger number)
    {
        var now = _time.GetUtcNow();
        var hash = HashAlgorithmName.SHA256;
        var bytes = builder.Build(Root, number, now + CrlLife, hash, RSASignaturePadding.Pkcs1, now - ClockSkew);
        AuthorityFolder.Write(_folder.Crl, bytes, secret: false);
    }
}
