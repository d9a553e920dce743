using System.Text;
using DocFlow.Host.Commands;
using DocFlow.Platform.Trail;
using DocFlow.Tests.Dispatch.Proof;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

[NonParallelizable]
public sealed class EvidenceCommandTests
{
    private EvidenceDesk _desk = null!;
    private TextWriter _out = null!;
    private StringWriter _said = null!;

    [OneTimeSetUp]
    public async Task Open() => _desk = await EvidenceDesk.Open();

    [OneTimeTearDown]
    public void Close() => _desk.Dispose();

    [SetUp]
    public void Listen()
    {
        (_out, _said) = (Console.Out, new StringWriter());
        Console.SetOut(_said);
    }

    [TearDown]
    public void Restore() => Console.SetOut(_out);

    [Test]
    public async Task What_is_gathered_is_verified_without_the_office()
    {
        var (zip, key, peer) = (Path("one.zip"), Key("node.pem", _desk.Key), Key("peer.pem", _desk.PeerKey));

        Assert.That(await Gather("01/VPCP-TTĐT", zip), Is.Zero);
        Assert.That(await Run("evidence", "verify", zip), Is.EqualTo(2));
        Assert.That(await Run("evidence", "verify", zip, "--key", key, "--key", peer), Is.EqualTo(2));
        Assert.That(_said.ToString(), Does.Contain("[HỢP LỆ / PASSED] manifest.json"));
        Assert.That(_said.ToString(), Does.Contain("[CHƯA XÁC ĐỊNH / UNDETERMINED] issued/"));
        Assert.That(await Run("evidence", "verify", zip, "--root", new string('0', 64), "--lang", "en"), Is.EqualTo(1));
        Assert.That(_said.ToString().TrimEnd(), Does.EndWith("FAILED"));
    }

    [Test]
    public async Task Nothing_is_written_over_and_nothing_is_left_of_what_was_refused()
    {
        var zip = Path("two.zip");
        await File.WriteAllTextAsync(zip, "mine");

        Assert.That(await Gather("01/VPCP-TTĐT", zip), Is.EqualTo(1));
        Assert.That(await Gather("99/VPCP-TTĐT", Path("three.zip")), Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(zip), Is.EqualTo("mine"));
        Assert.That(File.Exists(Path("three.zip")), Is.False);
    }

    [TestCase("evidence", "01/VPCP-TTĐT")]
    [TestCase("evidence", "verify", "/nowhere.zip")]
    [TestCase("evidence", "verify", "HERE", "--root", "12")]
    [TestCase("evidence", "verify", "HERE", "--key", "HERE")]
    public void Wrong_usage_is_told_before_anything_is_done(params string[] args)
    {
        var here = Path("here.txt");
        File.WriteAllText(here, "no key");

        var parsed = CommandTree.Create().Parse([.. args.Select(arg => arg == "HERE" ? here : arg)]);

        Assert.That(parsed.Errors, Is.Not.Empty);
    }

    [Test]
    public async Task A_peer_s_key_is_printed_there_and_pinned_here()
    {
        await Run("node", "key", "--data", _desk.Office.Folder);
        var printed = Path("printed.pem");
        await File.WriteAllTextAsync(printed, _said.ToString());

        Assert.That(await Run("node", "pin", "H53", printed, "--data", _desk.Office.Folder), Is.Zero);
        await Run("node", "pins", "--data", _desk.Office.Folder);
        Assert.That(_said.ToString(), Does.Contain("H53  " + NodeKey.IdOf(_desk.Key.Public)));
        Assert.That(await Run("node", "unpin", "H53", NodeKey.IdOf(_desk.Key.Public)!, "--data", _desk.Office.Folder), Is.Zero);
    }

    private Task<int> Gather(string document, string zip) =>
        Run("evidence", document, "--year", "2026", "--out", zip, "--data", _desk.Office.Folder);

    private static Task<int> Run(params string[] args) => CommandTree.Create().Parse(args).InvokeAsync();

    private string Key(string name, NodeKey key)
    {
        File.WriteAllText(Path(name), Encoding.ASCII.GetString(NodeKey.Pem(key.Public)));
        return Path(name);
    }

    private string Path(string name) => System.IO.Path.Combine(_desk.Office.Folder, name);
}
