using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DocFlow.EdXml.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>What no honest system sends, over real HTTP: a clear answer each, and nothing of it stays.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class HostileInputTests
{
    private static readonly string Honest = Encoding.UTF8.GetString(Packets.Letter(["G22"]));

    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _node.DisposeAsync();

    [TestCase("external entity")]
    [TestCase("billion laughs")]
    [TestCase("100,000 recipients")]
    [TestCase("zip of gigabytes")]
    [TestCase("zip of a thousand times its size")]
    [TestCase("half a packet")]
    public async Task A_hostile_packet_is_refused_as_against_the_standard_and_nothing_stays(string what)
    {
        var packet = Made(what);

        var refused = await _node.Send("H53", packet);

        Assert.That((refused.Status, refused.Code, refused.Refusal), Is.EqualTo((400, "22", "packet.unreadable")));
        Assert.That(await _node.Holds(packet), Is.False);
    }

    [Test]
    public async Task A_hundred_thousand_recipients_beside_a_packet_are_more_than_a_call_may_say()
    {
        var packet = Packets.Letter(["G22"], number: "406");
        using var call = _node.Sending("H53", packet, to: "[" + string.Join(',', Enumerable.Repeat("\"G22\"", 100_000)) + "]");

        using var line = await RawLine.Begin(_node, call);

        Assert.That(await line.Answer(), Is.EqualTo("HTTP/1.1 431"));
        Assert.That(await _node.Holds(packet), Is.False);
    }

    [Test]
    public async Task A_name_that_climbs_out_of_its_folder_is_a_label_and_nothing_else()
    {
        var packet = Honest.Replace("7.pdf", "../../../7.pdf", StringComparison.Ordinal);

        var accepted = await _node.Send("H53", Encoding.UTF8.GetBytes(packet));

        Assert.That(accepted.Code, Is.EqualTo("0"));
        Assert.That(Directory.GetFiles(_node.Folder, "7.pdf", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("another mac", "exchange.signature-wrong")]
    [TestCase("another time", "exchange.signature-wrong")]
    [TestCase("a parameter that was not signed", "exchange.signature-wrong")]
    [TestCase("no signature", "exchange.header-missing")]
    [TestCase("another system", "exchange.system-unknown")]
    public async Task A_call_that_is_not_what_was_signed_is_refused(string how, string code)
    {
        using var call = _node.Sending("H53", Packets.Letter(["G22"], number: "401"));
        Bend(call, how);

        var refused = await _node.Ask(call);

        Assert.That((refused.Status, refused.Code, refused.Refusal), Is.EqualTo((401, "15", code)));
    }

    [Test]
    public async Task A_call_that_is_heard_again_is_refused()
    {
        var packet = Packets.Letter(["G22"], number: "402");
        using var first = _node.Sending("H53", packet);
        await _node.Ask(first);
        using var again = Replayed(first, packet);

        var refused = await _node.Ask(again);

        Assert.That(refused.Refusal, Is.EqualTo("exchange.replayed"));
    }

    [TestCase(-60)]
    [TestCase(60)]
    public async Task A_call_signed_by_a_clock_that_is_an_hour_off_is_refused(int minutes)
    {
        _node.Clock = new ClockOff(minutes);
        using var call = _node.Sending("H53", Packets.Letter(["G22"], number: "403"));
        _node.Clock = TimeProvider.System;

        var refused = await _node.Ask(call);

        Assert.That(refused.Refusal, Is.EqualTo("exchange.stale"));
    }

    [Test]
    public async Task A_form_that_ends_in_the_middle_of_its_file_is_to_be_sent_again()
    {
        var packet = Packets.Letter(["G22"], number: "404");
        using var call = _node.Sending("H53", packet);
        var whole = await call.Content!.ReadAsByteArrayAsync();
        call.Content = new ByteArrayContent(whole[..(whole.Length / 2)]) { Headers = { ContentType = call.Content.Headers.ContentType } };

        var refused = await _node.Ask(call);

        Assert.That((refused.Status, refused.Code, refused.Refusal), Is.EqualTo((503, "21", "packet.cut")));
        Assert.That((await _node.Send("H53", packet)).Code, Is.EqualTo("0"));
    }

    [Test]
    public async Task A_form_of_endless_fields_is_not_read_to_its_file()
    {
        using var call = _node.Sending("H53", Packets.Letter(["G22"], number: "406"));
        var form = new MultipartFormDataContent();
        foreach (var _ in Enumerable.Range(0, 30))
            form.Add(new StringContent("x"), "same");
        form.Add(new ByteArrayContent(Packets.Letter(["G22"], number: "406")), "file_doc", "packet.edxml");
        call.Content = form;

        var refused = await _node.Ask(call);

        Assert.That(refused.Refusal, Is.EqualTo("packet.missing"));
    }

    [Test]
    public async Task A_line_that_is_lost_in_the_middle_leaves_nothing()
    {
        var packet = Packets.Letter(["G22"], number: "405");

        await HangUp(packet);

        Assert.That(await _node.Holds(packet), Is.False);
    }

    private static byte[] Made(string what) => what switch
    {
        "external entity" => Text(Doctype("<!ENTITY x SYSTEM 'file:///etc/passwd'>")),
        "billion laughs" => Text(Doctype("<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x '&b;&b;&b;&b;&b;&b;&b;&b;'>")),
        "100,000 recipients" => Text(WithManyRecipients()),
        "zip of gigabytes" => Packets.Letter(["G22"], zip: Bomb(says: uint.MaxValue - 1)),
        "zip of a thousand times its size" => Packets.Letter(["G22"], zip: Bomb(says: null)),
        _ => Text(Honest[..(Honest.Length / 2)]),
    };

    private static byte[] Text(string packet) => Encoding.UTF8.GetBytes(packet);

    private static string Doctype(string entities)
    {
        var body = Honest[(Honest.IndexOf("?>", StringComparison.Ordinal) + 2)..];
        var subject = body.Replace("V/v trao đổi văn bản", "&x;", StringComparison.Ordinal);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE edXML [{entities}]>{subject}";
    }

    private static string WithManyRecipients()
    {
        var end = Honest.IndexOf("</edXML:To>", StringComparison.Ordinal) + "</edXML:To>".Length;
        var one = "<edXML:To><edXML:OrganId>G22</edXML:OrganId></edXML:To>";
        return Honest[..end] + string.Concat(Enumerable.Repeat(one, 100_000)) + Honest[end..];
    }

    // ten megabytes of nothing in ten kilobytes; the directory may be made to say that it is more
    private static byte[] Bomb(uint? says)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("7.pdf", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[10_000_000]);
        }

        var zip = bytes.ToArray();
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        if (says is { } length)
            BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 24), length);
        return zip;
    }

    private static void Bend(HttpRequestMessage call, string how)
    {
        var (name, value) = how switch
        {
            "another mac" => (VxpHeaders.Mac, new string('0', 64)),
            "another time" => (VxpHeaders.Timestamp, "01012026T000000+0000"),
            "a parameter that was not signed" => (VxpHeaders.SignedNames, "XroadVnpt-systemid;XroadVnpt-to"),
            "another system" => (VxpHeaders.SystemId, "H99"),
            _ => (VxpHeaders.Mac, ""),
        };
        call.Headers.Remove(name);
        if (value.Length > 0)
            call.Headers.TryAddWithoutValidation(name, value);
    }

    private static HttpRequestMessage Replayed(HttpRequestMessage first, byte[] packet)
    {
        var again = new HttpRequestMessage(first.Method, first.RequestUri) { Content = Node.Form(new ByteArrayContent(packet)) };
        foreach (var (name, values) in first.Headers)
            again.Headers.TryAddWithoutValidation(name, values);
        return again;
    }

    private async Task HangUp(byte[] packet)
    {
        using var call = _node.Sending("H53", packet);
        using var line = await RawLine.Begin(_node, call);
        await line.Say(new string('a', 10_000));
        line.HangUp();
    }

    private sealed class ClockOff(int minutes) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(minutes);
    }
}
