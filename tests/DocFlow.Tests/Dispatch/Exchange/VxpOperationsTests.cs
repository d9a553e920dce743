using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using DocFlow.Dispatch.Proof;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class VxpOperationsTests
{
    private static readonly (string, string)[] Documents = [("servicetype", "eDoc"), ("messagetype", "edoc")];

    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _node.DisposeAsync();

    [Test]
    public async Task A_packet_handed_over_lies_in_its_recipient_s_mailbox_until_it_is_acknowledged()
    {
        await _node.Send("H53", Packets.Letter(["G12"], number: "101"));
        var row = await Waiting("G12", "101/UBND-VX");

        await _node.Call("G12", HttpMethod.Post, "updateStatus", [("docId", row!), ("status", "processing")]);
        var stillWaits = await Waiting("G12", "101/UBND-VX");
        var done = await _node.Call("G12", HttpMethod.Post, "updateStatus", [("docId", row!), ("status", "done")]);

        Assert.That((stillWaits, done.Code), Is.EqualTo((row, "0")));
        Assert.That(await Waiting("G12", "101/UBND-VX"), Is.Null);
    }

    [Test]
    public async Task A_packet_is_fetched_as_it_was_sent_in_base64_and_in_binary_and_from_the_middle_on()
    {
        var packet = Packets.Letter(["G12"], number: "102");
        await _node.Send("H53", packet);
        var docId = (await Waiting("G12", "102/UBND-VX"))!;

        var base64 = (await _node.Call("G12", HttpMethod.Post, "getEdoc", [("docId", docId)])).Data.GetBytesFromBase64();
        using var whole = await _node.Http.SendAsync(_node.Signed("G12", HttpMethod.Get, "downloadEdoc", [("docId", docId)]));
        using var ranged = _node.Signed("G12", HttpMethod.Get, "downloadEdoc", [("docId", docId)]);
        ranged.Headers.Range = new RangeHeaderValue(100, null);
        using var rest = await _node.Http.SendAsync(ranged);

        Assert.That(base64, Is.EqualTo(packet));
        Assert.That(await whole.Content.ReadAsByteArrayAsync(), Is.EqualTo(packet));
        Assert.That(rest.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await rest.Content.ReadAsByteArrayAsync(), Is.EqualTo(packet[100..]));
    }

    [Test]
    public async Task Another_agency_s_packet_is_as_unknown_as_none()
    {
        await _node.Send("H53", Packets.Letter(["G12"], number: "103"));
        var docId = (await Waiting("G12", "103/UBND-VX"))!;

        var refused = await _node.Call("H53", HttpMethod.Post, "getEdoc", [("docId", docId)]);

        Assert.That(refused.Refusal, Is.EqualTo("exchange.packet-unknown"));
    }

    [Test]
    public async Task The_answer_carries_the_node_s_receipt_and_the_same_packet_again_the_same_one()
    {
        var packet = Packets.Letter(["G22"], number: "104");

        var (first, again) = (await _node.Send("H53", packet), await _node.Send("H53", packet));

        Assert.That(again.DocId, Is.EqualTo(first.DocId));
        Assert.That(Receipt.Read(again.Root), Is.EqualTo(Receipt.Read(first.Root)));
        Assert.That(Receipt.Read(first.Root)!.Says()!.PacketId.ToString(), Is.EqualTo(first.DocId));
    }

    [Test]
    public async Task A_receipt_is_given_again_by_the_packet_s_hash_and_only_to_whoever_brought_it()
    {
        var packet = Packets.Letter(["G22"], number: "107");
        var sent = await _node.Send("H53", packet);
        (string, string)[] asked = [("hash-file", Convert.ToHexStringLower(SHA256.HashData(packet)))];

        var again = await _node.Call("H53", HttpMethod.Post, "getReceipt", asked);
        var strange = await _node.Call("G12", HttpMethod.Post, "getReceipt", asked);

        Assert.That((again.DocId, Receipt.Read(again.Root)), Is.EqualTo((sent.DocId, Receipt.Read(sent.Root))));
        Assert.That(strange.Refusal, Is.EqualTo("receipt.packet-unknown"));
    }

    [Test]
    public async Task A_sender_sees_what_became_of_its_packet()
    {
        var sent = await _node.Send("H53", Packets.Letter(["G12", "G22"], number: "105"));

        var list = await _node.Call("H53", HttpMethod.Post, "getSentEdocList", [.. Documents, ("docId", sent.DocId)]);

        var rows = list.Data.EnumerateArray()
            .Select(row => (row.GetProperty("toCode").GetString(), row.GetProperty("receiveStatus").GetString()));
        Assert.That(rows, Is.EqualTo(new[] { ("G12", "initial"), ("G22", "done") }));
    }

    [Test]
    public async Task Statuses_have_a_list_and_a_count_of_their_own()
    {
        await _node.Send("H53", Packets.Status("03", "G12,2026/02/02,5/BTC", "G12"));

        var list = await _node.Call("G12", HttpMethod.Post, "getReceivedEdocList", [("messagetype", "status")]);
        var count = await _node.Call("G12", HttpMethod.Get, "countReceiveStatus", []);

        Assert.That((list.Data.GetArrayLength(), count.Root.GetProperty("count").GetInt32()), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task What_is_no_call_is_refused_in_the_form_of_the_field()
    {
        var strange = await _node.Call("H53", HttpMethod.Post, "getWeather", []);
        var broken = await _node.Call("H53", HttpMethod.Post, "registerAgency", [], new StringContent("{half"));
        var kind = await _node.Call("H53", HttpMethod.Post, "getSentEdocList", [("messagetype", "letter")]);
        var since = await _node.Call("H53", HttpMethod.Post, "getReceivedEdocList", [("fromDate", "01/01/0001 00:00:00")]);

        Assert.That((strange.Status, strange.Refusal), Is.EqualTo((404, "exchange.operation-unknown")));
        Assert.That((broken.Refusal, kind.Refusal), Is.EqualTo(("request.body-unclear", "exchange.kind-unknown")));
        Assert.That(since.Code, Is.EqualTo("0"));
    }

    [Test]
    public async Task Only_recipients_named_beside_the_packet_get_it()
    {
        await _node.Send("H53", Packets.Letter(["G12", "G22"], number: "106"), to: """["G22"]""");

        Assert.That(await Waiting("G12", "106/UBND-VX"), Is.Null);
    }

    [Test]
    public async Task An_agency_registers_a_unit_below_itself_and_nobody_else_s()
    {
        var below = new { pcode = "H53", code = "H53.99", name = "Sở Thử nghiệm" };
        var registered = await _node.Call("H53", HttpMethod.Post, "registerAgency", [], JsonContent.Create(below));
        var strange = await _node.Call("G12", HttpMethod.Post, "registerAgency", [], JsonContent.Create(below with { name = "Của tôi" }));

        var list = await _node.Call("H53", HttpMethod.Post, "getAgenciesList", []);

        Assert.That((registered.Code, strange.Refusal), Is.EqualTo(("0", "exchange.not-below")));
        var names = list.Data.EnumerateArray().Select(row => (row.GetProperty("code").GetString(), row.GetProperty("name").GetString()));
        Assert.That(names, Is.SupersetOf(new[] { ("G22", "Văn phòng Chính phủ"), ("H53.99", "Sở Thử nghiệm") }));
    }

    [TestCase("g12")]
    [TestCase("G22")]
    [TestCase("G05")]
    [TestCase("000.00.12.A36")]
    public async Task An_agency_takes_no_code_that_is_or_may_be_another_s(string code)
    {
        var unit = new { pcode = "H53", code, name = "Của tôi", mail = "toi@h53.example.vn" };

        var refused = await _node.Call("H53", HttpMethod.Post, "registerAgency", [], JsonContent.Create(unit));

        Assert.That(refused.Refusal, Is.EqualTo("exchange.not-below"));
    }

    [TestCase("H99", "18", 400)]
    public async Task A_receiver_nobody_knows_is_told_with_the_field_s_code(string to, string code, int status)
    {
        var refused = await _node.Send("H53", Packets.Letter([to]));

        Assert.That((refused.Code, refused.Status), Is.EqualTo((code, status)));
    }

    private async Task<string?> Waiting(string agency, string notation)
    {
        var list = await _node.Call(agency, HttpMethod.Post, "getReceivedEdocList", Documents);
        return list.Data.EnumerateArray().Where(row => row.GetProperty("notation").GetString() == notation)
            .Select(row => row.GetProperty("docId").GetString()).SingleOrDefault();
    }
}
