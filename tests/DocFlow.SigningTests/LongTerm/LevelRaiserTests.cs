using System.Formats.Asn1;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.LongTerm;
using DocFlow.Tests.Signing.Authority;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

public sealed class LevelRaiserTests
{
    private readonly LevelDesk _desk = new();
    private byte[] _signed = [];

    [OneTimeSetUp]
    public void Sign() => _signed = _desk.Signed();

    [SetUp]
    public void Recover() => _desk.Recover();

    [OneTimeTearDown]
    public void Close() => _desk.Dispose();

    [TestCase(SignatureLevel.T)]
    [TestCase(SignatureLevel.LT)]
    [TestCase(SignatureLevel.LTA)]
    public async Task A_signed_file_is_raised_to_each_level_after_its_old_bytes(SignatureLevel target)
    {
        var (raised, pdf) = await _desk.Extend(_signed, target);

        Assert.That(raised.Answer, Is.EqualTo(new RaisedLevel(SignatureLevel.B, target, null)));
        Assert.That(pdf.AsSpan(0, _signed.Length).SequenceEqual(_signed), Is.True);
        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed").And.Contain($"PAdES-B-{target}"));
        Assert.That(OutsideEyes.Complaints(pdf), Is.Empty);
        Assert.That(OutsideEyes.History(pdf), Does.StartWith("0"));
        Assert.That(OutsideEyes.Signatures(pdf), Does.Contain("Signature is Valid"));
    }

    [Test]
    public async Task It_can_be_raised_step_by_step()
    {
        var (_, stamped) = await _desk.Extend(_signed, SignatureLevel.T);
        var (_, proven) = await _desk.Extend(stamped, SignatureLevel.LT);

        var (raised, archived) = await _desk.Extend(proven, SignatureLevel.LTA);

        Assert.That(raised.Answer, Is.EqualTo(new RaisedLevel(SignatureLevel.LT, SignatureLevel.LTA, null)));
        Assert.That(_desk.Verified(archived), Does.StartWith("Passed").And.Contain("PAdES-B-LTA"));
        Assert.That(OutsideEyes.History(archived), Does.StartWith("0"));
    }

    [Test]
    public async Task An_archive_is_renewed_with_evidence_for_the_time_stamp_before()
    {
        var (_, archived) = await _desk.Extend(_signed, SignatureLevel.LTA);

        var (renewed, pdf) = await _desk.Extend(archived, SignatureLevel.LTA);

        Assert.That(renewed.Answer, Is.EqualTo(new RaisedLevel(SignatureLevel.LTA, SignatureLevel.LTA, null)));
        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed").And.Contain("PAdES-B-LTA"));
        var key = SecurityStore.KeyOf(LevelDesk.Contents(pdf, "DocTimeStamp2"));
        Assert.That(SecurityStore.Read(PdfSurgery.Open(pdf)).Vri, Does.ContainKey(key));
        Assert.That(OutsideEyes.Complaints(pdf), Is.Empty);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task No_certification_forbids_it(int permission)
    {
        using var key = _desk.Pki.Person("Lê Văn An");
        using var certified = new MemoryStream();
        var request = SampleLetter.Request("Signer1") with { Certify = permission };
        _ = DocFlow.Signing.Signatures.PdfSigner.Sign(SampleLetter.Reading(_desk.Laid), request, key, certified).Answer;

        var (_, pdf) = await _desk.Extend(certified.ToArray(), SignatureLevel.LTA);

        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed").And.Contain("PAdES-B-LTA"));
        Assert.That(OutsideEyes.History(pdf), Does.StartWith("0"));
    }

    [Test]
    public async Task An_issued_letter_whose_seal_locks_everything_is_raised_with_all_its_signatures()
    {
        var issued = _desk.Signed("Seal", SampleLetter.Filled(_desk.Signed("Signer1", _desk.Signed("Initial1"))));

        var (_, pdf) = await _desk.Extend(issued, SignatureLevel.LTA);

        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed: PAdES-B-LTA, PAdES-B-LTA, PAdES-B-LTA"));
        Assert.That(OutsideEyes.History(pdf), Does.StartWith("0"));
    }

    [TestCase("--object-streams=generate")]
    [TestCase("--linearize")]
    public async Task It_is_raised_in_the_form_it_has(string form)
    {
        var signed = _desk.Signed("Signer1", SampleLetter.Laid(OutsideEyes.Rewritten(SampleLetter.Draft(), form)));

        var (_, pdf) = await _desk.Extend(signed, SignatureLevel.LTA);

        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed").And.Contain("PAdES-B-LTA"));
        Assert.That(OutsideEyes.Complaints(pdf), Is.Empty);
    }

    [Test]
    public async Task Openssl_verifies_the_document_time_stamps_and_reads_the_evidence()
    {
        var (_, pdf) = await _desk.Extend(_signed, SignatureLevel.LTA);

        foreach (var field in new[] { "DocTimeStamp1", "DocTimeStamp2" })
        {
            var data = OutsideEyes.Saved(LevelDesk.Covered(pdf, field), "data");
            var token = new AsnReader(LevelDesk.Contents(pdf, field), AsnEncodingRules.DER).ReadEncodedValue();
            File.WriteAllBytes(data + ".token", token.ToArray());
            Assert.That(Tool.Said("openssl", "ts", "-verify", "-data", data, "-in", data + ".token", "-token_in",
                "-CAfile", _desk.Pki.Authority.RootFile), Does.Contain("Verification: OK"));
        }

        var store = SecurityStore.Read(PdfSurgery.Open(pdf));
        Assert.That((store.OcspAnswers.Count, store.Vri.Count), Is.EqualTo((2, 2)));
        Assert.That(Tool.Said("openssl", "ocsp", "-respin", OutsideEyes.Saved(store.OcspAnswers[0], "answer"), "-text",
            "-CAfile", _desk.Pki.Authority.RootFile), Does.Contain("Cert Status: good").And.Contain("Response verify OK"));
    }

    [Test]
    public async Task Where_there_is_no_responder_the_list_is_kept()
    {
        _desk.Pki.OcspMood = Mood.Down;

        var (_, pdf) = await _desk.Extend(_signed, SignatureLevel.LT);

        var list = OutsideEyes.Saved(SecurityStore.Read(PdfSurgery.Open(pdf)).RevocationLists.Single(), "list");
        Assert.That(Tool.Said("openssl", "crl", "-inform", "DER", "-in", list, "-noout", "-CAfile", _desk.Pki.Authority.RootFile),
            Does.Contain("verify OK"));
        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed").And.Contain("PAdES-B-LT"));
    }

    [TestCase("unsigned", "level.unsigned")]
    [TestCase("broken", "level.broken")]
    [TestCase("nonsense", "pdf.unreadable")]
    public async Task What_cannot_be_raised_is_refused(string kind, string code)
    {
        var broken = (byte[])_signed.Clone();
        broken[1000] ^= 1;
        var pdf = kind switch { "unsigned" => _desk.Laid, "broken" => broken, _ => [.. "no PDF"u8] };

        var (raised, output) = await _desk.Extend(pdf, SignatureLevel.LTA);

        Assert.That((raised.Refusal?.Code, output.Length), Is.EqualTo((code, 0)));
    }

    [Test]
    public async Task What_has_the_level_already_is_left_alone()
    {
        var (_, proven) = await _desk.Extend(_signed, SignatureLevel.LT);

        var (raised, output) = await _desk.Extend(proven, SignatureLevel.T);

        Assert.That((raised.Refusal?.Code, output.Length), Is.EqualTo(("level.reached", 0)));
    }
}
