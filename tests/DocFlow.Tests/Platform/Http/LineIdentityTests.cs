using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Http;

public sealed class LineIdentityTests
{
    private static readonly DateTimeOffset End = new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Certificates_above_ours_are_shown_with_it_to_whoever_believes_the_topmost_only()
    {
        using var top = Made("CN=Gốc", by: null, isAuthority: true);
        using var middle = Made("CN=Trung gian", top, isAuthority: true);
        using var ours = Made("CN=H53", middle, isAuthority: false);
        var pem = string.Join('\n',
            ours.ExportCertificatePem(), middle.ExportCertificatePem(), ours.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        var shown = LineIdentity.Read(pem, trusted: null)!.Options().ClientCertificateContext!;

        Assert.That(shown.TargetCertificate.Subject, Is.EqualTo("CN=H53"));
        Assert.That(shown.IntermediateCertificates.Select(one => one.Subject), Is.EqualTo(new[] { "CN=Trung gian" }));
    }

    private static X509Certificate2 Made(string name, X509Certificate2? by, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        if (by is null)
            return request.CreateSelfSigned(End.AddYears(-20), End);
        using var made = request.Create(by, End.AddYears(-20), End, RandomNumberGenerator.GetBytes(8));
        return made.CopyWithPrivateKey(key);
    }
}
