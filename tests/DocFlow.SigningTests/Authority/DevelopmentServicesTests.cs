using System.Security.Cryptography;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Evidence;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Authority;

/// <summary>The development authority's services before openssl.</summary>
public sealed class DevelopmentServicesTests
{
    private static readonly byte[] Stamped = [.. "what is stamped"u8];

    private readonly LocalAuthority _authority = TestAuthority.Instance;

    [Test]
    public void Openssl_verifies_the_time_stamps([Values("sha256", "sha384", "sha512")] string digest)
    {
        var data = OutsideEyes.Saved(Stamped, "data");
        Tool.Said("openssl", "ts", "-query", "-data", data, "-" + digest, "-cert", "-out", data + ".tsq");
        using var stamps = TimeStampAuthority.Of(_authority, TimeProvider.System);

        File.WriteAllBytes(data + ".tsr", stamps.Answer(File.ReadAllBytes(data + ".tsq")));
        var said = Tool.Said(
            "openssl", "ts", "-verify", "-queryfile", data + ".tsq", "-in", data + ".tsr", "-CAfile", _authority.RootFile);

        Assert.That(said, Does.Contain("Verification: OK"));
    }

    [Test]
    public void Openssl_verifies_the_answers_about_good_and_revoked_certificates([Values] bool isRevoked)
    {
        using var person = _authority.Issue(CertificateSubject.Person("Trần Thị Bình", "Sở Tài chính"));
        if (isRevoked)
            _authority.Revoke(person);
        var file = OutsideEyes.Saved(System.Text.Encoding.ASCII.GetBytes(person.ExportCertificatePem()), "person.pem");
        string[] about = ["ocsp", "-issuer", _authority.RootFile, "-cert", file, "-CAfile", _authority.RootFile, "-no_nonce"];
        Tool.Said("openssl", [.. about, "-reqout", file + ".q"]);
        using var responder = OcspResponder.Of(_authority, TimeProvider.System);

        File.WriteAllBytes(file + ".a", responder.Answer(File.ReadAllBytes(file + ".q")));
        var said = Tool.Said("openssl", [.. about, "-respin", file + ".a"]);

        Assert.That(said, Does.Contain("Response verify OK").And.Contain(isRevoked ? "person.pem: revoked" : "person.pem: good"));
    }

    [Test]
    public void Without_the_wish_for_it_no_certificate_comes_along()
    {
        using var stamps = TimeStampAuthority.Of(_authority, TimeProvider.System);
        var request = new TimeStampRequest(HashAlgorithmName.SHA256, SHA256.HashData(Stamped)) { WantsCertificate = false };

        var reply = TimeStampReply.Read(stamps.Answer(request.Encode()));

        Assert.That(TimeStampToken.Read(reply.Token!.Value).Certificates, Is.Empty);
    }

    [Test]
    public void What_is_no_request_is_refused_in_form()
    {
        using var stamps = TimeStampAuthority.Of(_authority, TimeProvider.System);
        using var responder = OcspResponder.Of(_authority, TimeProvider.System);

        var (reply, answer) = (TimeStampReply.Read(stamps.Answer(Stamped)), responder.Answer(Stamped));

        Assert.That(reply.Failures, Is.EqualTo(TimeStampFailures.BadDataFormat));
        Assert.That(OcspAnswer.RefusalIn(answer), Is.EqualTo(OcspResponseStatus.MalformedRequest));
    }
}
