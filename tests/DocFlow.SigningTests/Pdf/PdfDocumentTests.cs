using System.Text;
using DocFlow.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Pdf;

public sealed class PdfDocumentTests
{
    [Test]
    public void A_page_inherits_its_sheet_from_the_tree()
    {
        var document = Open(TinyPdf.Classic());

        var page = document.Pages.Single();

        Assert.That(page.MediaBox, Is.EqualTo(new PdfBox(0, 0, 595, 842)));
        Assert.That(page.Reference, Is.EqualTo(new PdfReference(3, 0)));
    }

    [Test]
    public void Junk_before_the_header_shifts_every_offset()
    {
        var document = Open(TinyPdf.Classic("HTTP/1.1 200 OK\r\n\r\n", []));

        Assert.That(document.Pages, Has.Count.EqualTo(1));
        Assert.That(document.OffsetBase, Is.EqualTo(19));
    }

    [Test]
    public void An_earlier_version_is_read_as_it_was_saved()
    {
        var first = TinyPdf.Classic();
        var both = Open(TinyPdf.Appended(first, 3, "<< /Type /Page /Parent 2 0 R /Rotate 90 >>"));

        var was = both.AtRevision(0);

        Assert.That(both.Revisions.Select(r => r.End), Is.EqualTo(new[] { first.Length, both.Length }));
        Assert.That(both.Pages[0].Rotate, Is.EqualTo(90));
        Assert.That(was.Pages[0].Rotate, Is.Zero);
    }

    [Test]
    public void Names_and_strings_are_read_with_their_escapes()
    {
        var document = Open(TinyPdf.Classic(TinyPdf.Page, @"<< /Java#53cript (a\(b\)\101\
c) /H <48 69 2> >>"));

        var dictionary = document.Dictionary(new PdfReference(4, 0))!;

        Assert.That(dictionary["JavaScript"]!.AsText, Is.EqualTo("a(b)Ac"));
        Assert.That(dictionary["H"]!.AsText, Is.EqualTo("Hi "));
    }

    [TestCase("<4869206E6F>", "Hi no")]
    [TestCase("<4869206e6F>", "Hi no")]
    [TestCase("<48 69\n20 6E6F>", "Hi no")]
    [TestCase("<4869206E6>", "Hi n`")]
    [TestCase("<>", "")]
    public void Hexadecimal_means_the_same_with_and_without_blanks(string written, string text)
    {
        var document = Open(TinyPdf.Classic(TinyPdf.Page, $"<< /H {written} >>"));

        Assert.That(document.Dictionary(new PdfReference(4, 0))!["H"]!.AsText, Is.EqualTo(text));
    }

    [TestCase("<< /Type /Pages /Kids [2 0 R] /Count 1 >>", "leads back to itself")]
    [TestCase("<< /Type /Pages /Kids [9 0 R] /Count 1 >>", "leads nowhere")]
    public void A_page_tree_that_does_not_end_is_refused(string pages, string reason)
    {
        var bytes = TinyPdf.Appended(TinyPdf.Classic(), 2, pages);

        var fault = Assert.Throws<PdfUnreadable>(() => _ = Open(bytes).Pages);

        Assert.That(fault.Message, Does.Contain(reason));
    }

    [Test]
    public void A_file_that_is_no_pdf_says_so()
    {
        var fault = Assert.Throws<PdfUnreadable>(() => Open("PK\x03\x04 a zip"u8.ToArray()));

        Assert.That(fault.Fault, Is.EqualTo(PdfFault.NotAPdf));
    }

    [Test]
    public void Every_truncation_is_refused_or_read_but_never_crashes()
    {
        var whole = TinyPdf.Appended(TinyPdf.Classic(TinyPdf.Page, "<< /Length 5 >>\nstream\nhello\nendstream"), 3, TinyPdf.Page);

        var outcomes = Enumerable.Range(0, whole.Length).Select(length => Readable(whole[..length])).ToList();

        Assert.That(outcomes[..100], Has.All.False);
        Assert.That(Readable(whole), Is.True);
    }

    [Test]
    public void Every_changed_byte_is_refused_or_read_but_never_crashes()
    {
        var whole = TinyPdf.Appended(TinyPdf.Classic(TinyPdf.Page, "<< /Length 5 >>\nstream\nhello\nendstream"), 3, TinyPdf.Page);

        var outcomes = "\0 <[(9/"u8.ToArray()
            .SelectMany(value => Enumerable.Range(0, whole.Length).Select(i => Readable([.. whole[..i], value, .. whole[(i + 1)..]])))
            .ToList();

        Assert.That(outcomes, Has.Some.True.And.Some.False);
    }

    [Test]
    public void Deep_nesting_is_refused()
    {
        var bytes = TinyPdf.Classic(TinyPdf.Page, new string('[', 100_000));

        var fault = Assert.Throws<PdfUnreadable>(() => Open(bytes).Resolve(new PdfReference(4, 0)));

        Assert.That(fault.Fault, Is.EqualTo(PdfFault.TooMuch));
    }

    [Test]
    public void Versions_that_lead_back_to_themselves_are_refused()
    {
        var text = Encoding.Latin1.GetString(TinyPdf.Classic());
        var at = text.IndexOf("xref\n0", StringComparison.Ordinal);

        var fault = Assert.Throws<PdfUnreadable>(() => Open(TinyPdf.Classic("", [], $"/Prev {at}")));

        Assert.That(fault.Message, Does.Contain("lead back"));
    }

    [Test]
    public void A_hybrids_hidden_objects_are_found()
    {
        var document = Open(TinyPdf.Hybrid("(hidden)"));

        Assert.That(document.Resolve(new PdfReference(4, 0)).AsText, Is.EqualTo("hidden"));
    }

    [Test]
    public void A_document_without_pages_is_refused()
    {
        var bytes = TinyPdf.Appended(TinyPdf.Classic(), 2, "<< /Type /Pages /Kids [] /Count 0 >>");

        var fault = Assert.Throws<PdfUnreadable>(() => _ = Open(bytes).Pages);

        Assert.That(fault.Message, Does.Contain("no pages"));
    }

    private static PdfDocument Open(byte[] bytes) => PdfDocument.Open(new MemoryStream(bytes));

    private static bool Readable(byte[] bytes)
    {
        try
        {
            var document = Open(bytes);
            foreach (var (number, location) in document.Objects)
            {
                if (document.Resolve(new PdfReference(number, location.Generation)) is PdfStream stream)
                    document.Decode(stream);
            }

            return document.Pages.Count > 0;
        }
        catch (PdfUnreadable)
        {
            return false;
        }
    }
}
