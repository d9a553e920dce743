using System.Text.Json;
using DocFlow.Host.Commands;
using DocFlow.Tests.Signing;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

[NonParallelizable]
public sealed class VerifyCommandTests
{
    private string _folder = "";

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("docflow-verify-").FullName;

    [TearDown]
    public void Remove_it() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void An_issued_letter_passes_and_the_JSON_says_so_in_the_agreed_words()
    {
        var (exit, json) = Run(HandSigned.Sealed(HandSigned.Certified()), "--trust", TestAuthority.Instance.RootFile, "--crl",
            TestAuthority.Instance.CrlFile);

        var seal = json.GetProperty("signatures")[1];
        Assert.That((exit, json.GetProperty("verdict").GetString()), Is.EqualTo((0, "passed")));
        Assert.That(new[] { "indication", "integrity", "trust", "revocation", "changes", "level" }.Select(key =>
            seal.GetProperty(key).GetString()),
            Is.EqualTo(new[] { "TOTAL-PASSED", "intact", "trusted", "good", "none", "PAdES-B-B" }));
        Assert.That(seal.GetProperty("coversWholeFile").GetBoolean(), Is.True);
    }

    [Test]
    public void Each_other_verdict_has_its_own_exit_code()
    {
        var sealedLetter = HandSigned.Sealed(HandSigned.Certified());
        var flipped = (byte[])sealedLetter.Clone();
        flipped[700] ^= 1;

        var runs = new[] { Run(flipped), Run(sealedLetter), Run(HandSigned.Letter()), Run([1, 2, 3]) };

        Assert.That(runs.Select(run => run.Exit), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(runs.Select(run => run.Json.GetProperty("verdict").GetString()),
            Is.EqualTo(new[] { "failed", "undetermined", "none", "unreadable" }));
    }

    [Test]
    public void Every_field_that_programs_were_promised_is_still_there()
    {
        var (_, json) = Run(HandSigned.Sealed(HandSigned.Certified()));

        var signature = json.GetProperty("signatures")[0];
        Assert.That(json.EnumerateObject().Select(one => one.Name), Is.SupersetOf(new[]
        {
            "verdict", "policy", "at", "signatures", "findings", "revisions",
        }));
        Assert.That(signature.EnumerateObject().Select(one => one.Name), Is.SupersetOf(new[]
        {
            "field", "indication", "subIndication", "integrity", "trust", "revocation", "changes", "signer", "agency", "signedAt", "level",
            "coversWholeFile", "certifies", "certificateSha256", "lines", "reasons", "kind", "provenAt", "provenBy", "coverage",
            "algorithms", "chain", "evidence", "timeStamp",
        }));
        Assert.That(signature.GetProperty("lines")[0].EnumerateObject().Select(one => one.Name),
            Is.EqualTo(new[] { "vietnamese", "english" }));
    }

    [Test]
    public void A_folder_of_certificates_is_trusted_and_the_chain_is_told()
    {
        var trusted = Directory.CreateDirectory(Path.Combine(_folder, "trusted")).FullName;
        File.WriteAllBytes(Path.Combine(trusted, "ca.crt"), TestAuthority.Instance.Root.RawData);
        File.WriteAllText(Path.Combine(trusted, "notes.txt"), "no certificate");

        var (exit, json) = Run(HandSigned.Certified(), "--trust", trusted, "--crl", TestAuthority.Instance.CrlFile);

        var chain = json.GetProperty("signatures")[0].GetProperty("chain").EnumerateArray();
        Assert.That((exit, string.Join(' ', chain.Select(one => one.GetProperty("role").GetString()))), Is.EqualTo((0, "signer anchor")));
    }

    [Test]
    public void Another_moment_gives_another_verdict()
    {
        var (exit, json) = Run(HandSigned.Certified(), "--trust", TestAuthority.Instance.RootFile, "--crl",
            TestAuthority.Instance.CrlFile, "--at", "2033-01-01T00:00:00+07:00");

        Assert.That((exit, json.GetProperty("at").GetDateTimeOffset().Year), Is.EqualTo((2, 2033)));
        Assert.That(json.GetProperty("signatures")[0].GetProperty("subIndication").GetString(), Is.EqualTo("OUT_OF_BOUNDS_NO_POE"));
    }

    [TestCase("vi", "Nội dung được ký còn nguyên vẹn.", "intact")]
    [TestCase("en", "The signed content is intact.", "nguyên vẹn")]
    public void One_language_is_printed_alone(string language, string there, string notThere)
    {
        var (_, text) = Print(HandSigned.Certified(), "--lang", language);

        Assert.That(text, Does.Contain(there).And.Not.Contain(notThere));
    }

    private (int Exit, JsonElement Json) Run(byte[] pdf, params string[] options)
    {
        var (exit, text) = Print(pdf, ["--json", .. options]);
        return (exit, JsonDocument.Parse(text).RootElement);
    }

    private (int Exit, string Text) Print(byte[] pdf, params string[] options)
    {
        var file = Path.Combine(_folder, "a.pdf");
        File.WriteAllBytes(file, pdf);
        using var printed = new StringWriter();
        var console = Console.Out;
        Console.SetOut(printed);
        var exit = VerifyCommand.Create().Parse([file, .. options]).Invoke();
        Console.SetOut(console);
        return (exit, printed.ToString());
    }
}
