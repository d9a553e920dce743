using DocFlow.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>What other people's programs say of what we issue, and of its evil twins.</summary>
public sealed class OtherToolsTests
{
    private string _folder = "";
    private string _issued = "";

    [OneTimeSetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("docflow-tools-").FullName;
        _issued = Path.Combine(_folder, "issued.pdf");
        File.WriteAllBytes(_issued, IssuedLetter.Complete);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Qpdf_finds_nothing_wrong()
    {
        var answer = Tool.Run("qpdf", "--check", _issued);

        Assert.That(answer, Does.Contain("No syntax or stream encoding errors found").And.Contain("exit 0").And.Not.Contain("WARNING"));
    }

    [Test]
    public void Poppler_calls_every_signature_valid_and_its_certificate_trusted()
    {
        var store = Directory.CreateDirectory(Path.Combine(_folder, "nss")).FullName;
        Tool.Run("certutil", "-N", "-d", "sql:" + store, "--empty-password");
        Tool.Run("certutil", "-A", "-d", "sql:" + store, "-n", "ca", "-t", "C,C,C", "-i", TestAuthority.Instance.RootFile, "-a");

        var answer = Tool.Run("pdfsig", "-nssdir", "sql:" + store, _issued);

        Assert.That(Count(answer, "Signature is Valid."), Is.EqualTo(3), answer);
        Assert.That(Count(answer, "Certificate is Trusted."), Is.EqualTo(3), answer);
        Assert.That(Count(answer, "Total document signed"), Is.EqualTo(1), answer);
    }

    [Test]
    public void Openssl_verifies_each_signature_over_its_bytes()
    {
        var bytes = IssuedLetter.Complete;
        var document = PdfSurgery.Open(bytes);
        var signatures = document.Objects.Keys.Select(number => document.Dictionary(new PdfReference(number, 0)))
            .Where(one => one?["ByteRange"] is not null)
            .ToList();

        var answers = signatures.Select(signature => Openssl(document, bytes, signature!)).ToList();

        Assert.That(answers, Has.Count.EqualTo(3).And.All.Contains("exit 0"));
    }

    [Test]
    public void Mupdf_finds_no_forbidden_change_in_what_we_issue() =>
        Assert.That(ChangeHistory(_issued), Does.StartWith("0 "));

    [Test]
    public void Mupdf_finds_one_in_the_twins_that_change_what_the_document_is()
    {
        var twins = EvilTwins.Write(IssuedLetter.Complete, Path.Combine(_folder, "twins"));

        var seen = twins.Where(twin => !ChangeHistory(twin).StartsWith("0 ",
            StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.That(twins.Select(Path.GetFileNameWithoutExtension).Except(seen), Is.SubsetOf(EvilTwins.UnseenByMupdf));
    }

    private string ChangeHistory(string file)
    {
        var script = Path.Combine(_folder, "history.js");
        File.WriteAllText(script, "print(new PDFDocument(scriptArgs[0]).validateChangeHistory() + ' ')");
        return Tool.Run("mutool", "run", script, file);
    }

    private string Openssl(PdfDocument document, byte[] bytes, PdfDictionary signature)
    {
        var range = document.Array(signature["ByteRange"])!.Select(one => (int)one.AsInteger!.Value).ToArray();
        var (content, cms) = (Path.Combine(_folder, "content"), Path.Combine(_folder, "cms"));
        File.WriteAllBytes(content, [.. bytes[..range[1]], .. bytes[range[2]..(range[2] + range[3])]]);
        File.WriteAllBytes(cms, ((PdfString)signature["Contents"]!).Bytes);
        return Tool.Run("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", cms, "-content", content,
            "-CAfile", TestAuthority.Instance.RootFile, "-purpose", "any", "-out", Path.Combine(_folder, "out"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
