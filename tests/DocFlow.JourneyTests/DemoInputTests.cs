using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

/// <summary>The demo command with a file given, good or bad.</summary>
public sealed class DemoInputTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clear() => _folder.Dispose();

    [Test]
    public async Task An_ordinary_unsigned_pdf_is_signed_sealed_and_verified()
    {
        await BadFiles.Plain(_folder["letter.pdf"]);

        var ran = await Demo("letter.pdf");
        var check = await Tool.Run("qpdf", "--check", _folder["out/issued.pdf"]);

        Assert.That(ran.ExitCode, Is.Zero, ran.All);
        Assert.That(check.ExitCode, Is.Zero, check.All);
    }

    [Test]
    public async Task A_signed_encrypted_or_broken_file_ends_with_a_sentence()
    {
        await BadFiles.Plain(_folder["letter.pdf"]);
        await File.WriteAllBytesAsync(_folder["signed.pdf"], BadFiles.Signed());
        await BadFiles.Encrypted(_folder["letter.pdf"], _folder["encrypted.pdf"]);
        await File.WriteAllTextAsync(_folder["text.pdf"], "Kính gửi");

        foreach (var bad in new[] { "signed.pdf", "encrypted.pdf", "text.pdf", "missing.pdf" })
        {
            var ran = await Demo(bad);

            Assert.That(ran.ExitCode, Is.EqualTo(1), bad + ran.All);
            Assert.That(ran.Errors, Does.StartWith("docflow: ").And.Not.Contain("   at "), bad);
        }
    }

    [Test]
    public async Task A_second_run_on_the_same_folder_goes_on_with_its_numbers()
    {
        var first = await DocFlowBinary.Run("demo", "--data", _folder["data"], "--out", _folder["out"], "--copies", "2");

        var second = await DocFlowBinary.Run("demo", "--data", _folder["data"], "--out", _folder["out"]);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.All + second.All);
        Assert.That(second.Output, Does.Contain("arrival number 3/").And.Contain("number 03/"));
    }

    private Task<Ran> Demo(string file) => DocFlowBinary.Run("demo", _folder[file], "--out", _folder["out"]);
}
