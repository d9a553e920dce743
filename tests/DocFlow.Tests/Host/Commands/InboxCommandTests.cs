using DocFlow.Dispatch.Exchange;
using DocFlow.Host.Commands;
using DocFlow.Tests.Dispatch.Exchange;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

/// <summary>An agency's whole day at a real node, from the command line.</summary>
[NonParallelizable]
public sealed class InboxCommandTests
{
    private Node _node = null!;
    private DirectoryInfo _folder = null!;

    [SetUp]
    public async Task Open()
    {
        _node = await Node.Open();
        _folder = Directory.CreateTempSubdirectory("docflow-inbox-test-");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret.txt"), _node.SecretOf("G12") + "\n");
    }

    [TearDown]
    public async Task Close()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_letter_is_listed_fetched_accepted_and_answered_and_each_word_reaches_its_sender()
    {
        await _node.Send("H53", Packets.Letter(["G12"], file: HandSigned.Certified()));
        var listed = await Run("list");
        var id = listed.Said.Split(' ')[0];
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "answer.pdf"), HandSigned.Certified());

        var got = await Run("get", id, "--out", _folder.FullName);
        var packet = Path.Combine(_folder.FullName, id + ".edxml");
        var accepted = await Run("accept", packet);
        var answered = await Run(
            "answer", packet, "--file", Path.Combine(_folder.FullName, "answer.pdf"), "--number", "12", "--notation", "BTC-VP",
            "--date", "2026-02-04", "--subject", "V/v phúc đáp");

        var said = listed.Wrong + got.Wrong + accepted.Wrong + answered.Wrong;
        Assert.That(new[] { listed.Exit, got.Exit, accepted.Exit, answered.Exit }, Is.All.Zero, said);
        Assert.That(File.Exists(Path.Combine(_folder.FullName, id, "7.pdf")));
        Assert.That((await Run("list")).Said, Does.StartWith("0 waiting"));
        Assert.That(await Waiting("H53", "status"), Is.EqualTo(2));
        Assert.That(await Waiting("H53", "edoc"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_refusal_without_a_reason_is_wrong_usage_and_nothing_is_sent()
    {
        var packet = Path.Combine(_folder.FullName, "letter.edxml");
        await File.WriteAllBytesAsync(packet, Packets.Letter(["G12"]));

        Assert.That((await Run("refuse", packet)).Exit, Is.EqualTo(64));
        Assert.That(await Waiting("H53", "status"), Is.Zero);
    }

    [Test]
    public async Task A_wrong_secret_is_told_and_is_not_repeated()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret.txt"), "not this one");

        var listed = await Run("list");

        Assert.That(listed.Exit, Is.EqualTo(1));
        Assert.That(listed.Wrong, Does.StartWith("docflow: ").And.Not.Contain("not this one"));
    }

    [Test]
    public async Task The_signatures_of_a_fetched_packet_are_judged_without_the_node()
    {
        var packet = Path.Combine(_folder.FullName, "letter.edxml");
        await File.WriteAllBytesAsync(packet, Packets.Letter(["G12"], file: HandSigned.Certified()));

        var judged = await Invoked("agency", "inbox", "verify", packet);

        Assert.That((judged.Exit, judged.Said), Is.EqualTo((2, judged.Said)).Or.EqualTo((1, judged.Said)));
        Assert.That(judged.Said, Does.Contain("Lê Văn An"));
    }

    private Task<long> Waiting(string agency, string kind) => _node.Database.Read(async session => await Mailbox.Count(
        session, (await DocFlow.Platform.Identity.Agencies.Partner.OfCode(session, agency))!, kind));

    private Task<(int Exit, string Said, string Wrong)> Run(string command, params string[] more) => Invoked(
    [
        "agency", "inbox", command, .. more, "--server", _node.Address.ToString(), "--system", "G12",
        "--secret-file", Path.Combine(_folder.FullName, "secret.txt"),
    ]);

    private static async Task<(int Exit, string Said, string Wrong)> Invoked(params string[] words)
    {
        var (said, wrong) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            var parsed = CommandTree.Create().Parse(words);
            var exit = parsed.Errors.Count > 0 ? 64 : await parsed.InvokeAsync();
            return (exit, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(said);
            Console.SetError(wrong);
        }
    }
}
