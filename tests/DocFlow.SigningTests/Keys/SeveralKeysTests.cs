using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>PKCS#12 files with more in them than one key and its chain.</summary>
public sealed class SeveralKeysTests
{
    private static readonly RSASignaturePadding Pkcs1 = RSASignaturePadding.Pkcs1;
    private static readonly X509Certificate2 Root = TestAuthority.Instance.Root;

    [Test]
    public void Of_two_keys_the_one_for_signing_is_taken()
    {
        var (secrecy, signing) = (Own(X509KeyUsageFlags.KeyEncipherment), Own(X509KeyUsageFlags.NonRepudiation));

        using var key = Pkcs12Key.Open(File(secrecy, signing), "1").Key!;

        Assert.That(key.Certificate.Thumbprint, Is.EqualTo(signing.Thumbprint));
    }

    [Test]
    public void Of_two_keys_for_signing_none_is_taken_until_one_is_named()
    {
        var (one, other) = (Own(X509KeyUsageFlags.NonRepudiation), Own(X509KeyUsageFlags.DigitalSignature));
        var file = File(one, other);

        var (unnamed, named) = (Pkcs12Key.Open(file, "1"), Pkcs12Key.Open(file, "1", other.Thumbprint.ToLowerInvariant()));

        Assert.That(unnamed.State, Is.EqualTo(KeyState.SeveralKeys));
        Assert.That(unnamed.Refusal!.Vi, Does.Contain(one.Thumbprint).And.Contain(other.Thumbprint));
        Assert.That(named.Key!.Certificate.Thumbprint, Is.EqualTo(other.Thumbprint));
    }

    [Test]
    public void A_name_that_is_not_there_opens_nothing()
    {
        var opening = Pkcs12Key.Open(File(Own(X509KeyUsageFlags.NonRepudiation)), "1", "seal");

        Assert.That((opening.State, opening.Key), Is.EqualTo((KeyState.NoPrivateKey, (IKeyHolder?)null)));
    }

    [Test]
    public void A_friendly_name_names_a_key()
    {
        var file = OpensslFiles.Pkcs12(Own(X509KeyUsageFlags.NonRepudiation), "1", [], "-name", "Con dấu của Sở");

        var opening = Pkcs12Key.Open(file, "1", "Con dấu của Sở");

        Assert.That(opening.State, Is.EqualTo(KeyState.Opened));
    }

    [Test]
    public void The_chain_comes_nearest_first_however_the_file_is_ordered()
    {
        using var top = TestKeys.Authority("P-256", Pkcs1);
        using var middleKey = TestKeys.New("P-384");
        using var middle = TestKeys.Certify(middleKey, top, Pkcs1, X509KeyUsageFlags.KeyCertSign);
        using var fresh = TestKeys.New("P-256");
        var own = TestKeys.Certify(fresh, middle, Pkcs1);
        var twin = TestKeys.Authority("P-256", Pkcs1); // the same name, another key

        using var key = Pkcs12Key.Open(OpensslFiles.Pkcs12(own, "1", [twin, Root, top, middle]), "1").Key!;

        Assert.That(key.Chain.Select(one => one.Thumbprint), Is.EqualTo(new[] { middle.Thumbprint, top.Thumbprint }));
    }

    private static X509Certificate2 Own(X509KeyUsageFlags usage)
    {
        using var fresh = TestKeys.New("P-256");
        return TestKeys.Certify(fresh, Root, Pkcs1, usage);
    }

    private static byte[] File(params X509Certificate2[] all) => new X509Certificate2Collection(all).Export(X509ContentType.Pkcs12, "1")!;
}
