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

    private (int Exit, JsonElement Json) Run(byte[] pdf, params string[] options)
    {
        var file = Path.Combine(_folder, "a.pdf");
        File.WriteAllBytes(file, pdf);
        using var printed = new StringWriter();
        var console = Console.Out;
        Console.SetOut(printed);
        var exit = VerifyCommand.Create().Parse([file, "--json", .. options]).Invoke();
        Console.SetOut(console);
        return (exit, JsonDocument.Parse(printed.ToString()).RootElement);
    }
}
