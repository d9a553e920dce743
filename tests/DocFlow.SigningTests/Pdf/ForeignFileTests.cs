using System.Text.RegularExpressions;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>A file of any form takes fields and two signatures, and programs that know nothing of us find all in order.</summary>
public sealed class ForeignFileTests
{
    private static IEnumerable<string> Names => ForeignFiles.Names;

    [TestCaseSource(nameof(Names))]
    public void A_file_as_others_write_it_is_signed_twice_for_every_reader(string name)
    {
        var foreign = ForeignFiles.Make(name);

        var signed = SampleLetter.Signed(SampleLetter.Signed(Laid(foreign), "Signer1"), "Seal");

        var said = OutsideEyes.Signatures(signed);
        Assert.That(Regex.Count(said, "Signature is Valid"), Is.EqualTo(2), said);
        Assert.That(Regex.Count(said, "Certificate is Trusted"), Is.EqualTo(2), said);
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
        Assert.That(PdfVerifierTests.Verify(signed).Verdict, Is.EqualTo(Verdict.Passed));
    }

    [TestCaseSource(nameof(Names))]
    public void A_file_as_others_write_it_is_sound_and_its_update_keeps_its_form(string name)
    {
        var foreign = PdfDocument.Open(SampleLetter.Reading(ForeignFiles.Make(name)));

        var laid = PdfDocument.Open(SampleLetter.Reading(Laid(ForeignFiles.Make(name))));

        Assert.That(foreign.Repairs, Is.Empty);
        Assert.That(laid.Revisions[^1].IsStream, Is.EqualTo(foreign.Revisions[^1].IsStream));
        Assert.That(laid.Revisions, Has.Count.EqualTo(foreign.Revisions.Count + 1));
    }

    [TestCase("40")]
    [TestCase("128")]
    [TestCase("256")]
    public void An_encrypted_file_is_recognised_and_not_signed(string bits)
    {
        var draft = SampleLetter.Draft();
        string[] weak = bits == "256" ? [] : ["--allow-weak-crypto"];
        var locked = OutsideEyes.Rewritten(draft, [.. weak, "--encrypt", "", "owner", bits, "--"]);

        var refused = FieldLayer.Lay(SampleLetter.Reading(locked), SampleLetter.Plan(draft), Stream.Null).Refusal;

        Assert.That(PdfDocument.Open(SampleLetter.Reading(locked)).IsEncrypted, Is.True);
        Assert.That(refused?.Code, Is.EqualTo("pdf.encrypted"));
    }

    private static byte[] Laid(byte[] pdf)
    {
        using var laid = new MemoryStream();
        _ = FieldLayer.Lay(SampleLetter.Reading(pdf), new LayoutRequest([], ["Signer1"], PrintedMarks.Nothing), laid).Answer;
        return laid.ToArray();
    }
}
