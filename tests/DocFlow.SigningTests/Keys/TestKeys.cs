using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Keys;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>A way to sign: which key, which padding, which digest.</summary>
public sealed record SigningWay(string Key, RSASignaturePadding Padding, HashAlgorithmName Hash)
{
    private static readonly HashAlgorithmName[] Hashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    /// <summary>Every key with every digest, RSA with both paddings.</summary>
    public static IEnumerable<SigningWay> All() =>
        from key in TestKeys.Names
        from padding in new[] { RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss }
        where key.StartsWith("RSA", StringComparison.Ordinal) || padding == RSASignaturePadding.Pkcs1
        from hash in Hashes
        select new SigningWay(key, padding, hash);

    public override string ToString() => $"{Key} {(Key[0] == 'R' ? Padding.ToString() : "ECDSA")} {Hash}";
}

/// <summary>One key of each kind for the whole run, certified by the test authority, and what it takes to certify others.</summary>
internal static class TestKeys
{
    public static readonly string[] Names = ["RSA-2048", "RSA-3072", "RSA-4096", "P-256", "P-384", "P-521"];
    private static readonly ConcurrentDictionary<string, Lazy<IKeyHolder[]>> Made = new();

    /// <summary>The key of this kind; not to be disposed of.</summary>
    public static IKeyHolder Of(string name) => OfPeople(name)[0];

    /// <summary>The key of this kind under certificates of three people.</summary>
    public static IKeyHolder[] OfPeople(string name) => Made.GetOrAdd(name, key => new(() =>
    {
        using var fresh = New(key);
        return [.. Enumerable.Range(0, 3).Select(_ =>
            TestAuthority.Holder(Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1)))];
    })).Value;

    public static AsymmetricAlgorithm New(string name) => name.StartsWith("RSA", StringComparison.Ordinal)
        ? RSA.Create(int.Parse(name[4..], System.Globalization.CultureInfo.InvariantCulture))
        : ECDsa.Create(ECCurve.CreateFromFriendlyName("nistP" + name[2..]));

    /// <summary>A self-signed authority with this key.</summary>
    public static X509Certificate2 Authority(string name, RSASignaturePadding padding)
    {
        using var key = New(name);
        var request = Request(key, $"CN=Tổ chức chứng thực {name} {padding}", padding);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
    }

    /// <summary>A signer's certificate with its key, issued by this authority.</summary>
    public static X509Certificate2 Certify(AsymmetricAlgorithm key, X509Certificate2 issuer, RSASignaturePadding padding,
        X509KeyUsageFlags usage = X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.DigitalSignature, int fromDay = -1)
    {
        var name = usage == X509KeyUsageFlags.KeyCertSign ? "Tổ chức trung gian" : "Lê Văn An";
        var request = Request(key, $"CN={name},O=Sở Tài chính,C=VN", padding);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var from = TimeProvider.System.GetUtcNow().AddDays(fromDay);
        var generator = issuer.GetRSAPrivateKey() is { } rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, padding)
            : X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        using var certificate = request.Create(issuer.SubjectName, generator, from, from.AddYears(1), Guid.NewGuid().ToByteArray());
        return key is RSA own ? certificate.CopyWithPrivateKey(own) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    private static CertificateRequest Request(AsymmetricAlgorithm key, string name, RSASignaturePadding padding) => key is RSA rsa
        ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, padding)
        : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA384);
}
