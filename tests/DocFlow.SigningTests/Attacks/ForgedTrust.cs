using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Intact signatures by people who may not give them.</summary>
internal static class ForgedTrust
{
    private const string Class = "Certificates";
    private const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
    private static readonly X500DistinguishedName Name = new("CN=Lê Văn An, O=Sở Tài chính, C=VN");

    public static IEnumerable<Attack> All()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (id, does, certificate) in new (string, string, X509Certificate2)[]
        {
            ("expired", "The certificate ended yesterday.", Certified(key, (now.AddDays(-30), now.AddDays(-1)))),
            ("not-yet-valid", "The certificate begins tomorrow.", Certified(key, (now.AddDays(1), now.AddDays(30)))),
            ("usage-lists", "The key may sign revocation lists only.", Certified(key, usage: X509KeyUsageFlags.CrlSign)),
            ("usage-certificates", "The key may sign certificates only.", Certified(key, usage: X509KeyUsageFlags.KeyCertSign)),
            ("for-servers", "The certificate is for web servers.", Certified(key, purpose: "1.3.6.1.5.5.7.3.1")),
            ("for-stamps", "The certificate is for time-stamps.", Certified(key, purpose: "1.3.6.1.5.5.7.3.8")),
            ("critical-stranger", "A critical extension is unknown.", Certified(key, stranger: true)),
            ("self-signed", "The signer certified himself.", SelfSigned(key, Name)),
            ("look-alike", "He certified himself under the authority's name.", SelfSigned(key, TestAuthority.Instance.Root.SubjectName)),
        })
            yield return new Attack(Class, id, does, ForgedCms.Signed(new HandCms(certificate)));
        foreach (var attack in Issued(key))
            yield return attack;
    }

    private static IEnumerable<Attack> Issued(ECDsa key)
    {
        var revoked = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"));
        var before = ForgedCms.Signed(new HandCms(revoked), ago: TimeSpan.FromMinutes(1));
        TestAuthority.Instance.Revoke(revoked, X509RevocationReason.KeyCompromise);
        yield return new Attack(Class, "revoked", "The certificate was revoked before it signed.", ForgedCms.Signed(new HandCms(revoked)));
        yield return new Attack(Class, "revoked-later", "It was revoked after it signed, which nothing proves.", before);

        using var leaf = TestAuthority.Instance.Issue(CertificateSubject.Person("Kẻ Gian", "Sở Tài chính"));
        using var leafKey = leaf.GetECDsaPrivateKey()!;
        var request = Request(new CertificateRequest(Name, key, HashAlgorithmName.SHA256), Signing);
        var now = TimeProvider.System.GetUtcNow();
        var below = request.Create(leaf.SubjectName, X509SignatureGenerator.CreateForECDsa(leafKey), now.AddDays(-1), now.AddDays(1), [7]);
        yield return new Attack(Class, "issued-by-person", "A person, not an authority, issued the certificate.",
            ForgedCms.Signed(new HandCms(below.CopyWithPrivateKey(key)) { Certificates = [below, leaf, TestAuthority.Instance.Root] }));
        using var strange = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = SelfSigned(strange, new X500DistinguishedName("CN=Another CA"), isAuthority: true);
        var unknown = request.Create(authority, now.AddHours(-1), now.AddDays(1), [8]);
        yield return new Attack(Class, "unknown-issuer", "An authority that nobody trusts issued it.",
            ForgedCms.Signed(new HandCms(unknown.CopyWithPrivateKey(key)) { Certificates = [unknown, authority] }));
        using var forged = SelfSigned(strange, TestAuthority.Instance.Root.SubjectName, isAuthority: true);
        var imitated = request.Create(forged, now.AddHours(-1), now.AddDays(1), [9]);
        yield return new Attack(Class, "imitated-authority", "An authority that bears the trusted one's name issued it.",
            ForgedCms.Signed(new HandCms(imitated.CopyWithPrivateKey(key)) { Certificates = [imitated, forged] }));
    }

    /// <summary>A certificate of the test authority over a key of 1024 bits.</summary>
    public static X509Certificate2 Certified(RSA key) =>
        Sign(Request(new CertificateRequest(Name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Signing), null)
            .CopyWithPrivateKey(key);

    private static X509Certificate2 Certified(
        ECDsa key, (DateTimeOffset, DateTimeOffset)? validity = null, X509KeyUsageFlags usage = Signing, string? purpose = null,
        bool stranger = false)
    {
        var request = Request(new CertificateRequest(Name, key, HashAlgorithmName.SHA256), usage);
        if (purpose is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], true));
        if (stranger)
            request.CertificateExtensions.Add(new X509Extension("1.2.3.4.5", [5, 0], true));
        return Sign(request, validity).CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Sign(CertificateRequest request, (DateTimeOffset From, DateTimeOffset Until)? validity)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, until) = validity ?? (now.AddHours(-1), now.AddDays(300));
        using var root = TestAuthority.Instance.Root.GetRSAPrivateKey()!;
        var generator = X509SignatureGenerator.CreateForRSA(root, RSASignaturePadding.Pkcs1);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = 0x41;
        return request.Create(TestAuthority.Instance.Root.SubjectName, generator, from, until, serial);
    }

    private static CertificateRequest Request(CertificateRequest request, X509KeyUsageFlags usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        return request;
    }

    private static X509Certificate2 SelfSigned(ECDsa key, X500DistinguishedName name, bool isAuthority = false)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign : Signing, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-2), now.AddDays(300));
    }
}
