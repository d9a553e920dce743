using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>Chains that lead to a trusted root and break a rule of RFC 5280 on the way; and chains that do not.</summary>
public sealed class ChainTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly ChainMaker _root = ChainMaker.Root("Gốc");

    [Test]
    public void A_chain_over_an_authority_below_the_root_is_trusted_and_told()
    {
        var middle = _root.Authority("Trung gian");

        var one = Judged(middle.Person(), [_root.Certificate], [_root.List(), middle.List()]);

        Assert.That(one.Indication, Is.EqualTo(Indication.TotalPassed), string.Join('\n', one.Reasons));
        Assert.That(one.Chain.Select(step => step.Role), Is.EqualTo(new[] { "signer", "issuer", "anchor" }));
    }

    [Test]
    public void An_authority_below_the_root_can_itself_be_the_anchor()
    {
        var middle = _root.Authority("Trung gian");

        var one = Judged(middle.Person(), [middle.Certificate], [middle.List()]);

        Assert.That(one.Indication, Is.EqualTo(Indication.TotalPassed), string.Join('\n', one.Reasons));
        Assert.That(one.Chain[^1], Has.Property("Role").EqualTo("anchor").And.Property("Subject").Contains("Trung gian"));
    }

    [TestCaseSource(nameof(Twins))]
    public void None_of_them_passes(Func<ChainMaker, ChainMaker> issuer)
    {
        var last = issuer(_root);

        var one = Judged(last.Person(), [_root.Certificate], [_root.List(), .. last.Above.Append(last).Select(step => step.List())]);

        Assert.That(one.Indication, Is.Not.EqualTo(Indication.TotalPassed));
        Assert.That(one.Integrity, Is.EqualTo(IntegrityState.Intact));
    }

    [Test]
    public void A_revoked_authority_takes_its_signers_with_it()
    {
        var middle = _root.Authority("Bị thu hồi");

        var one = Judged(middle.Person(), [_root.Certificate], [_root.List(middle.Certificate), middle.List()]);

        Assert.That((one.Indication, one.Revocation), Is.EqualTo((Indication.Indeterminate, RevocationState.Revoked)));
        Assert.That(one.Reasons.Select(reason => reason.Code), Does.Contain(SubIndication.RevokedCaNoPoe));
    }

    [Test]
    public void A_signer_whose_time_is_not_yet_or_no_longer_come_does_not_pass()
    {
        var (early, late) = (_root.Person(Now.AddDays(1), Now.AddDays(2)), _root.Person(Now.AddDays(-2), Now.AddDays(-1)));

        var verdicts = new[] { early, late }.Select(key => Judged(key, [_root.Certificate], [_root.List()]).SubIndication);

        Assert.That(verdicts, Is.EqualTo(new[] { SubIndication.NotYetValid, SubIndication.Expired }));
    }

    private static IEnumerable<TestCaseData> Twins()
    {
        yield return Below("An_issuer_that_is_no_authority", new() { IsAuthority = false });
        yield return Below("An_issuer_that_may_not_sign_certificates", new() { Usage = X509KeyUsageFlags.DigitalSignature });
        yield return Below("A_name_outside_the_constraints", new() { Extension = ChainMaker.OnlyNames("Một cơ quan khác") });
        yield return Below("A_critical_extension_nobody_knows", new() { Extension = new X509Extension("1.2.3.4.5", [5, 0], true) });
        yield return Below("An_issuer_that_has_ended", new() { Until = Now.AddDays(-1) });
        yield return Below("A_certificate_signed_with_SHA1", new() { Hash = HashAlgorithmName.SHA1 });
        yield return Below("An_issuer_with_a_short_key", new() { Bits = 1024 });
        yield return Twin("A_path_longer_than_the_authority_may_make",
            root => root.Authority("Ngắn", new AuthorityRules { PathLength = 0 }).Authority("Thêm"));
        yield return Twin("The_name_of_the_root_and_another_key", _ => ChainMaker.Root("Gốc"));
    }

    private static TestCaseData Below(string name, AuthorityRules rules) => Twin(name, root => root.Authority("Trung gian", rules));

    private static TestCaseData Twin(string name, Func<ChainMaker, ChainMaker> issuer) =>
        new TestCaseData(issuer).SetName(name + "_does_not_pass");

    private static SignatureReport Judged(DocFlow.Signing.Keys.IKeyHolder key, X509Certificate2[] anchors, byte[][] lists) =>
        PdfVerifierTests.Verify(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key),
            TrustPolicy.Of(anchors, lists, TimeProvider.System)).Signatures.Single();
}
