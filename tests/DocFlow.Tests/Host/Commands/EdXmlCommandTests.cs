using System.Text;
using System.Text.Json;
using DocFlow.EdXml.Packets;
using DocFlow.Host.Commands;
using DocFlow.Tests.EdXml;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

[NonParallelizable]
public sealed class EdXmlCommandTests
{
    private const string Name = "Quyết định số 5.pdf";
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("docflow-edxml-");

    [TearDown]
    public void Close() => _folder.Delete(recursive: true);

    [Test]
    public void A_packet_is_told_to_people_with_its_findings()
    {
        var good = Run("read", Packet(Letters.Write()));
        var warned = Run("read", Packet(Letters.Altered(">2026/03/01<", ">2026/02/30<")), "--lang", "en");
        var bad = Run("read", Packet("<html/>"));

        Assert.That((good.Exit, warned.Exit, bad.Exit), Is.EqualTo((0, 1, 2)));
        Assert.That(good.Said, Does.Contain("T99.01,2026/02/03,05/CVT-VP").And.Contain("đọc được / readable"));
        Assert.That(warned.Said, Does.Contain("warning edxml.date: MessageHeader/DueDate").And.Not.Contain("cảnh báo"));
        Assert.That(bad.Said, Does.Contain("edxml.not-edxml").And.Contain("không phải edXML").And.Contain("not edXML"));
    }

    [Test]
    public void What_a_peer_wrote_does_not_steer_the_terminal()
    {
        var read = Run("read", Packet(Letters.Altered("V/v thử nghiệm", "V/v\u009b31m&#10;thử")));

        Assert.That(read.Said.Where(char.IsControl).Distinct(), Is.EqualTo(new[] { '\n' }));
        Assert.That(read.Said, Does.Contain("V/v 31m thử"));
    }

    [Test]
    public void Files_are_taken_out_under_their_names_and_never_over_others()
    {
        var packet = Packet(Letters.Write(null, null, Letters.File(Name), Letters.File("b.pdf")));

        var first = Run("read", packet, "--extract", In("out"));
        File.Delete(In("out/" + Name));
        File.WriteAllText(In("out/b.pdf"), "mine");
        var second = Run("read", packet, "--extract", In("out"));

        Assert.That((first.Exit, second.Exit), Is.EqualTo((0, 3)), first.Said + second.Said);
        Assert.That(Directory.EnumerateFileSystemEntries(In("out")).Select(Path.GetFileName), Is.EqualTo(new[] { "b.pdf" }));
        Assert.That(File.ReadAllText(In("out/b.pdf")), Is.EqualTo("mine"));
    }

    [Test]
    public void A_refused_packet_leaves_no_file()
    {
        var cut = Letters.Write(null, null, Letters.File("a.pdf"), Letters.File("b.pdf"))[..^60];

        var read = Run("read", Packet(cut), "--extract", In("out"));

        Assert.That(read.Exit, Is.EqualTo(2));
        Assert.That(Directory.EnumerateFileSystemEntries(In("out")), Is.Empty);
    }

    [TestCase("vpcp")]
    [TestCase("vnpt")]
    public void What_read_prints_write_takes_back(string layout)
    {
        var packet = Packet(Letters.Write(Letters.Of(BussinessDocType.Replace), null, Letters.File(Name), Letters.File("b.pdf", [1, 2])));
        var json = Run("read", packet, "--json", "--extract", In("out")).Said;
        File.WriteAllText(In("header.json"), json);

        var written = Run("write", "--header", In("header.json"), "--attach", In("out/b.pdf"), In("out/" + Name), "--out", In("p.edxml"),
            "--layout", layout);
        var again = Run("read", In("p.edxml"), "--json").Said;

        Assert.That(written.Exit, Is.Zero, written.Said);
        Assert.That(again, Is.EqualTo(json));
        var seen = PeersEyes.Literally(File.ReadAllBytes(In("p.edxml"))).ChildrenOf("edXML:MessageHeader");
        Assert.That(seen[2], Is.EqualTo(layout == "vnpt" ? "edXML:DocumentId" : "edXML:Code"));
        Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("attachments")[0].GetProperty("name").GetString(), Is.EqualTo(Name));
    }

    [Test]
    public void Without_a_layout_the_order_is_the_one_of_VPCP()
    {
        File.WriteAllText(In("h.json"), Run("read", Packet(Letters.Write()), "--json", "--extract", In("out")).Said);

        var written = Run("write", "--header", In("h.json"), "--attach", In("out/05-CVT-VP.pdf"), "--out", In("p"), "--lang", "en");

        Assert.That((written.Exit, written.Said.Trim()), Is.EqualTo((0, "p: packet written, 1 files.")));
        Assert.That(PeersEyes.Literally(File.ReadAllBytes(In("p"))).ChildrenOf("edXML:MessageHeader")[2], Is.EqualTo("edXML:Code"));
    }

    [Test]
    public void A_packet_with_warnings_or_refused_is_told_in_JSON_with_the_same_exit_code()
    {
        var warned = Run("read", Packet(Letters.Altered(">2026/03/01<", ">2026/02/30<")), "--json");
        var refused = Run("read", Packet("<html/>"), "--json");

        Assert.That((warned.Exit, Finding(warned.Said)), Is.EqualTo((1, "edxml.date")));
        Assert.That((refused.Exit, Finding(refused.Said)), Is.EqualTo((2, "edxml.not-edxml")));
    }

    [Test]
    public void A_place_that_cannot_be_written_is_told_from_a_bad_packet()
    {
        File.WriteAllText(In("taken"), "a file, no folder");
        File.WriteAllText(In("h.json"), Run("read", Packet(Letters.Write(Letters.Status)), "--json").Said);

        var read = Run("read", Packet(Letters.Write()), "--extract", In("taken"));
        var written = Run("write", "--header", In("h.json"), "--out", In("none/s.edxml"));

        Assert.That((read.Exit, written.Exit), Is.EqualTo((3, 3)), read.Said + written.Said);
    }

    [Test]
    public void A_status_is_written_from_a_few_words()
    {
        File.WriteAllText(In("h.json"), """
            { "status": { "from": { "organId": "T77.05" }, "statusCode": "01", "timestamp": "2026/02/03 09:00:00",
              "responseFor": { "organId": "T99.01", "code": "05/CVT-VP", "documentId": "T99.01,2026/02/03,05/CVT-VP" } } }
            """);

        var written = Run("write", "--header", In("h.json"), "--out", In("s.edxml"));

        Assert.That(written.Exit, Is.Zero, written.Said);
        Assert.That(Run("read", In("s.edxml")).Exit, Is.Zero);
    }

    [Test]
    public void A_packet_that_is_not_good_is_not_left_behind()
    {
        var json = Run("read", Packet(Letters.Write()), "--json", "--extract", In("out")).Said;
        File.WriteAllText(In("a.json"), json.Replace("\"organId\": \"T77.05\",\n", "\"organId\": \"T77,05\",\n", StringComparison.Ordinal));
        File.WriteAllText(In("b.json"), json);
        File.WriteAllText(In("there"), "mine");

        var bad = Run("write", "--header", In("a.json"), "--attach", In("out/05-CVT-VP.pdf"), "--out", In("p"));
        var without = Run("write", "--header", In("b.json"), "--out", In("p"));
        var over = Run("write", "--header", In("b.json"), "--attach", In("out/05-CVT-VP.pdf"), "--out", In("there"));

        Assert.That((bad.Exit, without.Exit, over.Exit), Is.EqualTo((2, 2, 2)), bad.Said);
        Assert.That(bad.Said, Does.Contain("edxml.value"));
        Assert.That(without.Said, Does.Contain("edxml.no-content"));
        Assert.That(File.ReadAllText(In("there")), Is.EqualTo("mine"));
        Assert.That(_folder.EnumerateFiles("*p*", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            .Select(file => file.Name), Is.EqualTo(new[] { "packet.edxml" }));
    }

    [Test]
    public void Wrong_usage_is_told_from_a_bad_packet()
    {
        var status = Run("read", Packet(Letters.Write(Letters.Status)), "--json").Said;
        File.WriteAllText(In("s.json"), status);

        var filed = Run("write", "--header", In("s.json"), "--attach", In("s.json"), "--out", In("p"));

        Assert.That(filed.Exit, Is.EqualTo(64));
        Assert.That(Errors("read"), Is.Positive);
        Assert.That(Errors("read", In("missing")), Is.Positive);
        Assert.That(Errors("write", "--header", In("s.json"), "--out", In("p"), "--layout", "x"), Is.Positive);
    }

    private static string? Finding(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("findings")[0].GetProperty("code").GetString();

    private static int Errors(params string[] words) => EdXmlCommand.Create().Parse(words).Errors.Count;

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private string Packet(string text) => Packet(Encoding.UTF8.GetBytes(text));

    private string Packet(byte[] bytes)
    {
        File.WriteAllBytes(In("packet.edxml"), bytes);
        return In("packet.edxml");
    }

    private static (int Exit, string Said) Run(params string[] words)
    {
        using var said = new StringWriter();
        var (console, errors) = (Console.Out, Console.Error);
        Console.SetOut(said);
        Console.SetError(said);
        var exit = EdXmlCommand.Create().Parse(words).Invoke();
        Console.SetOut(console);
        Console.SetError(errors);
        return (exit, said.ToString());
    }
}
