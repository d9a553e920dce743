using DocFlow.Host.Commands;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

[NonParallelizable]
public sealed class SignCommandTests
{
    private const string Pin = "s3cret-pin";
    private static readonly Lazy<byte[]> KeyFile = new(MakeKey);
    private string _folder = "";

    [SetUp]
    public void Make_a_folder()
    {
        _folder = Directory.CreateTempSubdirectory("docflow-sign-").FullName;
        File.WriteAllBytes(In("me.p12"), KeyFile.Value);
        File.WriteAllText(In("pin"), Pin + "\n");
        File.WriteAllBytes(In("me.png"), SamplePictures.Signature(1));
    }

    [TearDown]
    public void Remove_it() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_letter_is_signed_where_it_is_told()
    {
        var (exit, said) = Sign(TinyPdf.Classic(), "--rect", "320,100,200,60", "--image", In("me.png"), "--text", @"Ký bởi\nNguyễn An");

        var field = Fields().Single();
        Assert.That((exit, Verified()), Is.EqualTo((0, Verdict.Passed)));
        Assert.That((field.Name, field.Page, field.Box!.Value.Left, field.IsSigned), Is.EqualTo(("Signature1", 1, 320.0, true)));
        Assert.That(said, Does.Contain("certified in field Signature1 by Nguyễn An"));
    }

    [Test]
    public void The_only_empty_field_is_signed_without_being_named()
    {
        var (exit, said) = Sign(HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy));

        Assert.That(exit, Is.Zero, said);
        Assert.That(Fields().Single(f => f.Name == "Seal").IsSigned, Is.True);
    }

    [Test]
    public void A_file_without_fields_is_signed_without_showing_it()
    {
        var exit = Sign(TinyPdf.Classic(), "--certify", "1", "--hash", "sha512", "--reason", "Phê duyệt", "--location", "Huế").Exit;

        Assert.That((exit, Verified()), Is.EqualTo((0, Verdict.Passed)));
        Assert.That(Fields().Single().Box, Is.Null);
    }

    [Test]
    public void Of_several_empty_fields_one_must_be_named()
    {
        var (exit, said) = Sign(IssuedLetter.Drafted());

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(said, Does.Contain("Initial1, Signer1, Seal").And.Contain("field.several"));
    }

    [TestCase("--field", "Nowhere", "field.missing")]
    [TestCase("--text", "chữ", "field.invisible")]
    [TestCase("--rect", "500,800,200,60", "field.outside")]
    public void A_refusal_has_its_sentence_and_leaves_no_file(string option, string value, string code)
    {
        var (exit, said) = Sign(TinyPdf.Classic(), option, value);

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(said, Does.Contain(code));
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "a.pdf", "me.p12", "me.png", "pin" }));
    }

    [Test]
    public void A_wrong_pin_is_told_and_never_shown()
    {
        File.WriteAllText(In("pin"), "another");

        var (exit, said) = Sign(TinyPdf.Classic());

        Assert.That(exit, Is.EqualTo(4));
        Assert.That(said, Does.Contain("key.pin-wrong").And.Not.Contain("another"));
        Assert.That(File.Exists(In("out.pdf")), Is.False);
    }

    [Test]
    public void Nothing_is_written_over_least_of_all_the_file_itself()
    {
        var pdf = TinyPdf.Classic();
        Sign(pdf);
        File.CreateSymbolicLink(In("same.pdf"), In("a.pdf"));

        var (exit, said) = Run("--out", In("same.pdf"));

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(said, Does.Contain("output.exists"));
        Assert.That(File.ReadAllBytes(In("a.pdf")), Is.EqualTo(pdf));
    }

    [Test]
    public void A_folder_that_is_not_there_has_its_own_exit_code()
    {
        File.WriteAllBytes(In("a.pdf"), TinyPdf.Classic());

        Assert.That(Run("--out", Path.Combine(_folder, "no", "out.pdf")).Exit, Is.EqualTo(3));
    }

    [TestCase("--certify", "4")]
    [TestCase("--rect", "1,2,3")]
    [TestCase("--rect", "1,2,0,5")]
    [TestCase("--page", "2")]
    [TestCase("--hash", "sha1")]
    [TestCase("--pin", "1234")]
    public void Wrong_usage_is_found_before_anything_is_done(string option, string value)
    {
        var parsed = CommandTree.Create().Parse(["sign", In("pin"), "--out", In("o"), "--key", "k", "--pin-file", "-", option, value]);

        Assert.That(parsed.Errors, Is.Not.Empty);
    }

    [Test]
    public void Each_language_can_be_had_alone()
    {
        var vietnamese = Sign(TinyPdf.Classic(), "--field", "X", "--lang", "vi").Said;
        var english = Sign(TinyPdf.Classic(), "--field", "X", "--lang", "en").Said;

        Assert.That(vietnamese, Does.Contain("không có trường ký").And.Not.Contain("has no signature field"));
        Assert.That(english, Does.Contain("has no signature field").And.Not.Contain("không có"));
    }

    private static byte[] MakeKey()
    {
        var subject = CertificateSubject.Person("Nguyễn An", "Sở Tài chính", "Văn phòng", "Giám đốc");
        using var issued = TestAuthority.Instance.Issue(subject, KeyKind.EcP256);
        return Pkcs12.Create(issued, [TestAuthority.Instance.Root], Pin);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private IReadOnlyList<FieldSummary> Fields()
    {
        using var signed = File.OpenRead(In("out.pdf"));
        return FieldSummary.List(signed).Answer;
    }

    private Verdict Verified()
    {
        using var signed = File.OpenRead(In("out.pdf"));
        return PdfVerifier.Verify(signed, TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System)).Verdict;
    }

    private (int Exit, string Said) Sign(byte[] pdf, params string[] options)
    {
        File.WriteAllBytes(In("a.pdf"), pdf);
        File.Delete(In("out.pdf"));
        return Run(["--out", In("out.pdf"), .. options]);
    }

    private (int Exit, string Said) Run(params string[] options)
    {
        using var said = new StringWriter();
        var (console, errors) = (Console.Out, Console.Error);
        Console.SetOut(said);
        Console.SetError(said);
        var exit = CommandTree.Create()
            .Parse(["sign", In("a.pdf"), "--key", In("me.p12"), "--pin-file", In("pin"), .. options]).Invoke();
        Console.SetOut(console);
        Console.SetError(errors);
        return (exit, said.ToString());
    }
}
