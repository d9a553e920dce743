using DocFlow.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>The same letter in the forms in which other programs save it.</summary>
public sealed class RealFileTests
{
    private static readonly byte[] Draft = SampleLetter.Draft(paragraphs: 30);

    [TestCase("--object-streams=generate")]
    [TestCase("--object-streams=generate", "--linearize")]
    [TestCase("--linearize")]
    [TestCase("--stream-data=uncompress")]
    public void Another_programs_file_reads_as_the_one_it_came_from(params string[] form)
    {
        var rewritten = OutsideEyes.Rewritten(Draft, form);

        var (before, after) = (Open(Draft), Open(rewritten));

        Assert.That(after.Revisions, Has.Count.EqualTo(1));
        Assert.That(after.Pages.Select(p => Content(after, p)), Is.EqualTo(before.Pages.Select(p => Content(before, p))));
    }

    [Test]
    public void Each_saved_version_stays_readable_as_it_was()
    {
        var laid = SampleLetter.Laid(OutsideEyes.Rewritten(Draft, "--linearize", "--object-streams=generate"));
        var signed = Open(SampleLetter.Signed(laid, "Signer1"));

        var was = signed.AtRevision(1);

        Assert.That(signed.Revisions, Has.Count.EqualTo(3));
        Assert.That(was.Length, Is.EqualTo(laid.Length));
        Assert.That(was.Catalog["Perms"], Is.Null);
        Assert.That(signed.Catalog["Perms"], Is.Not.Null);
    }

    [Test]
    public void An_encrypted_file_is_recognised()
    {
        var locked = OutsideEyes.Rewritten(Draft, "--encrypt", "", "owner", "256", "--");

        Assert.That(Open(locked).IsEncrypted, Is.True);
    }

    private static PdfDocument Open(byte[] pdf) => PdfDocument.Open(SampleLetter.Reading(pdf));

    private static byte[] Content(PdfDocument document, PdfPage page) =>
        document.Decode((PdfStream)document.Resolve(page.Dictionary["Contents"]));
}
