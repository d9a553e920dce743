using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>Keys, certificates and PKCS#12 files as OpenSSL makes them.</summary>
internal static class OpensslFiles
{
    /// <summary>A PKCS#12 file of this certificate's key, closed as the options say.</summary>
    public static byte[] Pkcs12(X509Certificate2 certificate, string pin, X509Certificate2[] others, params string[] options)
    {
        var folder = Folder();
        var (key, own, chain, made) = (In(folder, "key"), In(folder, "own"), In(folder, "chain"), In(folder, "made.p12"));
        using var secret = certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm)certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(key, secret.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(own, certificate.ExportCertificatePem());
        File.WriteAllText(chain, string.Join("\n", others.Select(one => one.ExportCertificatePem())));
        Openssl(["pkcs12", "-export", "-inkey", key, "-in", own, "-passout", $"pass:{pin}", "-out", made,
            .. others.Length == 0 ? [] : new[] { "-certfile", chain }, .. options]);
        return File.ReadAllBytes(made);
    }

    /// <summary>A PKCS#12 file of a key that is for PSS only, certified by the test authority.</summary>
    public static byte[] PssOnly(string pin, params string[] restrictions)
    {
        var folder = Folder();
        var (key, asked, own, made) = (In(folder, "key"), In(folder, "asked"), In(folder, "own"), In(folder, "made.p12"));
        var (root, rootKey) = (TestAuthority.Instance.RootFile, Path.ChangeExtension(TestAuthority.Instance.RootFile, ".key"));
        Openssl(["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048",
            .. restrictions.SelectMany(one => new[] { "-pkeyopt", one }), "-out", key]);
        Openssl("req", "-new", "-key", key, "-subj", "/CN=PSS", "-out", asked);
        Openssl("x509", "-req", "-in", asked, "-CA", root, "-CAkey", rootKey, "-set_serial", "4711", "-days", "30", "-out", own);
        Openssl("pkcs12", "-export", "-inkey", key, "-in", own, "-certfile", root, "-passout", $"pass:{pin}", "-out", made);
        return File.ReadAllBytes(made);
    }

    /// <summary>Runs openssl, which must succeed.</summary>
    public static string Openssl(params string[] arguments)
    {
        var answer = Tool.Run("openssl", arguments);
        Assert.That(answer, Does.EndWith("exit 0"));
        return answer;
    }

    /// <summary>A folder that goes away with the run.</summary>
    public static string Folder()
    {
        var folder = Directory.CreateTempSubdirectory("docflow-openssl-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static string In(string folder, string name) => Path.Combine(folder, name);
}
