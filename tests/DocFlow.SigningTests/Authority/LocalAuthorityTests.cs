using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Authority;

public sealed class LocalAuthorityTests
{
    private string _folder = "";

    [SetUp]
    public void Choose_a_folder() => _folder = Path.Combine(Path.GetTempPath(), "docflow-ca-" + Guid.CreateVersion7().ToString("N"));

    [TearDown]
    public void Remove_it() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void It_is_made_on_first_use_and_is_the_same_ever_after()
    {
        using var first = LocalAuthority.Open(_folder, TimeProvider.System);

        using var second = LocalAuthority.Open(_folder, TimeProvider.System);

        Assert.That(second.Root.Thumbprint, Is.EqualTo(first.Root.Thumbprint));
        Assert.That(second.Root.Subject, Does.Contain("NOT FOR PRODUCTION").And.Contain("KHÔNG DÙNG CHO SẢN XUẤT"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Only_this_account_can_read_its_key()
    {
        using var authority = LocalAuthority.Open(_folder, TimeProvider.System);

        var mode = File.GetUnixFileMode(Path.Combine(_folder, "ca.key"));

        Assert.That(mode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase(KeyKind.EcP256)]
    [TestCase(KeyKind.Rsa3072)]
    public void What_it_issues_chains_to_its_root_and_may_sign_documents(KeyKind kind)
    {
        using var authority = LocalAuthority.Open(_folder, TimeProvider.System);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        var person = authority.Issue(CertificateSubject.Person("Trần Thị Bình", "Sở Tài chính", "Văn phòng"), kind);

        Assert.That(chain.Build(person), Is.True);
        Assert.That(person.GetNameInfo(X509NameType.SimpleName, false), Is.EqualTo("Trần Thị Bình"));
        Assert.That(person.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages,
            Is.EqualTo(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation));
    }

    [Test]
    public void Its_list_names_what_was_revoked_and_nothing_else()
    {
        using var authority = LocalAuthority.Open(_folder, TimeProvider.System);
        var (kept, revoked) = (authority.Issue(CertificateSubject.Seal("A")), authority.Issue(CertificateSubject.Seal("B")));

        authority.Revoke(revoked, X509RevocationReason.KeyCompromise);
        authority.RefreshCrl();

        var list = CertificateRevocationListBuilder.Load(File.ReadAllBytes(authority.CrlFile), out var number);
        Assert.That(list.RemoveEntry(revoked.SerialNumberBytes.Span), Is.True);
        Assert.That(list.RemoveEntry(kept.SerialNumberBytes.Span), Is.False);
        Assert.That(number, Is.EqualTo(new System.Numerics.BigInteger(3)));
    }
}
