using System.Security.Cryptography;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>What a command line may call a key.</summary>
[NonParallelizable]
public sealed class KeySourceTests
{
    [Test]
    public void A_URI_names_module_token_and_key()
    {
        const string Uri = "pkcs11:token=S%E1%BB%9F%20T%C3%A0i ch%C3%ADnh;object=con dấu;id=%01%ff?module-path=/usr/lib/a.so";

        var settings = Pkcs11Uri.Parse(Uri, out _)!;

        Assert.That((settings.Module, settings.Token, settings.Object), Is.EqualTo(("/usr/lib/a.so", "Sở Tài chính", "con dấu")));
        Assert.That(settings.Id!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 255 }));
    }

    [TestCase("pkcs11:token=a;colour=red?module-path=/m.so", "colour")]
    [TestCase("pkcs11:token?module-path=/m.so", "token")]
    [TestCase("pkcs11:token=%4?module-path=/m.so", "%4")]
    [TestCase("pkcs11:token=a?module-path=/m.so&pin-value=1234", "pin-value")]
    [TestCase("pkcs11:type=secret-key?module-path=/m.so", "type")]
    public void A_URI_that_would_be_misread_is_refused(string uri, string why)
    {
        var opening = KeySource.Open(uri, "1");

        Assert.That((opening.State, opening.Refusal!.Code), Is.EqualTo((KeyState.BadName, "key.bad-name")));
        Assert.That(opening.Refusal.En, Does.Contain(why));
    }

    [Test]
    public void A_URI_opens_a_key_on_a_token()
    {
        _ = SoftHsm.Token(SoftHsm.Full);

        using var key = KeySource.Open($"pkcs11:token={SoftHsm.Full};id=%03?module-path={SoftHsm.Module}", SoftHsm.Pin).Key;

        Assert.That(key!.Certificate.PublicKey.GetECDsaPublicKey()!.KeySize, Is.EqualTo(256));
    }

    [Test]
    public void A_path_opens_a_file_and_a_path_to_nothing_is_said()
    {
        using var fresh = TestKeys.New("P-256");
        var path = Path.Combine(OpensslFiles.Folder(), "key.p12");
        File.WriteAllBytes(path, Pkcs12.Create(TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1), [], "1"));

        Assert.That((KeySource.Open(path, "1").State, KeySource.Open(path, "2").State, KeySource.Open(path + "x", "1").State),
            Is.EqualTo((KeyState.Opened, KeyState.WrongPin, KeyState.NoSuchFile)));
    }
}
