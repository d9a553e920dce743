using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>PKCS#12 files as they lie on people's disks: old and new encryption, Vietnamese passwords, damage.</summary>
public sealed class Pkcs12FileTests
{
    private const string Vietnamese = "Mật khẩu Đăng ký: ưỡn ẹo 9";
    private static readonly RSASignaturePadding Pss = RSASignaturePadding.Pss;

    private static readonly string[][] Closings =
    [
        [],
        ["-legacy"],
        ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
        ["-legacy", "-certpbe", "PBE-SHA1-RC2-128", "-keypbe", "PBE-SHA1-RC2-128"],
        ["-certpbe", "PBE-SHA1-2DES", "-keypbe", "PBE-SHA1-2DES", "-macalg", "sha384"],
        ["-certpbe", "AES-128-CBC", "-keypbe", "AES-192-CBC", "-macalg", "sha512"],
        ["-certpbe", "NONE", "-keypbe", "DES-EDE3-CBC"],
        ["-nomac"],
        ["-noiter", "-nomaciter"],
    ];

    private static IEnumerable<object[]> Files() =>
        from closing in Closings
        from pin in new[] { "482913", Vietnamese, "" }
        select new object[] { pin, closing };

    [TestCaseSource(nameof(Files))]
    public void Whatever_closed_it_the_right_PIN_opens_it_and_a_wrong_one_does_not(string pin, string[] closing)
    {
        var file = OpensslFiles.Pkcs12(Own("RSA-2048"), pin, [TestAuthority.Instance.Root], closing);

        var (right, wrong) = (Pkcs12Key.Open(file, pin), Pkcs12Key.Open(file, pin + "1"));

        Assert.That((right.State, wrong.State), Is.EqualTo((KeyState.Opened, KeyState.WrongPin)), right.Detail);
        Assert.That(right.Key!.Chain.Select(one => one.Thumbprint), Is.EqualTo(new[] { TestAuthority.Instance.Root.Thumbprint }));
        Assert.That(Signs(right.Key, Pss), Is.True);
    }

    [TestCase("P-256")]
    [TestCase("P-384")]
    [TestCase("P-521")]
    [TestCase("RSA-4096")]
    public void Keys_of_every_kind_come_out_of_it(string kind)
    {
        var file = OpensslFiles.Pkcs12(Own(kind), "1", [], "-legacy");

        using var key = Pkcs12Key.Open(file, "1").Key!;

        Assert.That(Signs(key, RSASignaturePadding.Pkcs1), Is.True);
    }

    [Test]
    public void A_password_typed_with_decomposed_letters_opens_what_composed_ones_closed()
    {
        var file = OpensslFiles.Pkcs12(Own("P-256"), Vietnamese, []);

        var opening = Pkcs12Key.Open(file, Vietnamese.Normalize(System.Text.NormalizationForm.FormD));

        Assert.That(opening.State, Is.EqualTo(KeyState.Opened));
    }

    [Test]
    public void A_password_that_OpenSSL_1_0_wrote_byte_by_byte_opens_too()
    {
        var asItWrote = string.Concat(System.Text.Encoding.UTF8.GetBytes("Đăng ký").Select(one => (char)one));
        var file = OpensslFiles.Pkcs12(Own("P-256"), asItWrote, [], "-legacy");

        var opening = Pkcs12Key.Open(file, "Đăng ký");

        Assert.That(opening.State, Is.EqualTo(KeyState.Opened));
    }

    [TestCase(0.3)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    public void Damage_is_told_from_a_wrong_PIN(double where)
    {
        var file = OpensslFiles.Pkcs12(Own("RSA-2048"), "482913", [TestAuthority.Instance.Root]);
        var altered = (byte[])file.Clone();
        altered[(int)(file.Length * where)] ^= 0x40;

        var states = new[] { altered, file[..(int)(file.Length * where)] }.Select(one => Pkcs12Key.Open(one, "482913").State);

        Assert.That(states, Is.All.EqualTo(KeyState.Damaged));
    }

    [Test]
    public void A_key_for_PSS_only_signs_with_PSS_whatever_is_asked()
    {
        using var key = Pkcs12Key.Open(OpensslFiles.PssOnly("1"), "1").Key!;

        var scheme = SignatureScheme.Of(key.Certificate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.That(scheme.Rsa, Is.EqualTo(Pss));
        Assert.That(Signs(key, Pss), Is.True);
    }

    [Test]
    public void A_key_bound_to_one_digest_is_refused_for_another()
    {
        var file = OpensslFiles.PssOnly("1", "rsa_pss_keygen_md:sha384", "rsa_pss_keygen_mgf1_md:sha384", "rsa_pss_keygen_saltlen:48");
        using var key = Pkcs12Key.Open(file, "1").Key!;
        var now = TimeProvider.System.GetUtcNow();

        var refusals = new[] { HashAlgorithmName.SHA256, HashAlgorithmName.SHA384 }
            .Select(hash => SigningFitness.Refuse(key.Certificate, now, hash)?.Code);

        Assert.That(refusals, Is.EqualTo(new[] { "key.other-digest", null }));
    }

    private static bool Signs(IKeyHolder key, RSASignaturePadding padding)
    {
        var digest = SHA384.HashData("what is signed"u8);
        var scheme = SignatureScheme.Of(key.Certificate, HashAlgorithmName.SHA384, padding);
        return scheme.VerifiesDigest(key.Certificate, digest, key.SignDigest(digest, scheme.Hash, padding));
    }

    private static X509Certificate2 Own(string kind)
    {
        using var fresh = TestKeys.New(kind);
        return TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1);
    }
}
