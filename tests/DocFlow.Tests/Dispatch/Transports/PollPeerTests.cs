using DocFlow.Contracts;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Tests.Dispatch.Exchange;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Transports;

public sealed class PollPeerTests
{
    private readonly Dictionary<string, byte[]> _waiting = [];
    private readonly Dictionary<string, byte[]> _statuses = [];
    private readonly List<string> _said = [];
    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [SetUp]
    public async Task Open()
    {
        _waiting.Clear();
        _statuses.Clear();
        _said.Clear();
        _dispatch = new DispatchOffice();
        await _dispatch.EnrolAgency();
        _axis = await ListeningAxis.Open();
        _axis.Answers = Answer;
        await _dispatch.Sending.AddPeer("TRUC", _axis.Address, peer => peer with { Polled = true, TakesOthers = true });
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [Test]
    public async Task What_waits_at_a_peer_is_stored_recorded_and_then_acknowledged()
    {
        _waiting["a1"] = Document("7");

        await Poll();

        var accepted = (await _dispatch.Office.Sent<PacketAccepted>()).Single();
        Assert.That((accepted.FromCode, accepted.ToCode, accepted.Code), Is.EqualTo(("H53", "G22", "7/UBND-VP")));
        Assert.That(_dispatch.Office.Content.Has(accepted.Sha256), Is.True);
        Assert.That(_said, Is.EqualTo(new[] { "a1 done" }));
    }

    [Test]
    public async Task A_peer_that_is_no_axis_brings_nothing_in_the_name_of_an_agency_that_is_not_reached_by_it()
    {
        await _dispatch.Sending.AddPeer("SO", _axis.Address, peer => peer with { Polled = true });
        await _dispatch.Sending.AddPeer("TINH", _axis.Address, peer => peer with { Polled = true, Recipients = ["H53"] });
        _waiting["a1"] = Document("7");

        await Poll(peer: "SO");
        var named = (await _dispatch.Office.Sent<PacketAccepted>()).Count;
        await Poll(peer: "TINH");

        Assert.That((named, (await _dispatch.Office.Sent<PacketAccepted>()).Count), Is.EqualTo((0, 1)));
        Assert.That(_said, Is.EqualTo(new[] { "a1 fail", "a1 done" }));
    }

    [Test]
    public async Task A_packet_whose_acknowledgement_was_lost_is_recorded_once()
    {
        _waiting["a1"] = Document("7");
        await Poll();

        await Poll();

        Assert.That(await _dispatch.Office.Sent<PacketAccepted>(), Has.Count.EqualTo(1));
        Assert.That(_said, Is.EqualTo(new[] { "a1 done", "a1 done" }));
    }

    [Test]
    public async Task What_cannot_be_taken_is_marked_fail_keeps_nothing_back_and_is_not_fetched_at_each_round()
    {
        (_waiting["a1"], _waiting["a2"]) = ("<html/>"u8.ToArray(), Document("8"));

        var poll = Poller();
        await Poll(poll);
        await Poll(poll);

        Assert.That((await _dispatch.Office.Sent<PacketAccepted>()).Single().Code, Is.EqualTo("8/UBND-VP"));
        Assert.That(_said, Is.EqualTo(new[] { "a1 fail", "a2 done", "a2 done" }));
        Assert.That((await Peer()).PollError, Is.Null, "the second round had no trouble");
    }

    [Test]
    public async Task A_peer_that_is_down_says_so_in_its_row()
    {
        _axis.Answers = _ => ListeningAxis.Said("down", 502);

        await Poll();

        Assert.That((await Peer()).PollError, Does.StartWith("http-502"));
    }

    [Test]
    public async Task A_document_that_cannot_be_had_keeps_no_status_back()
    {
        _waiting["a1"] = Document("7");
        _statuses["s1"] = Packets.Status("03", "G22,2026/02/02,99/VPCP-TTĐT", "G22");
        _axis.Answers = call => IsDownload(call, "a1") ? ListeningAxis.Refused("20") : Answer(call);

        await Poll();

        Assert.That(_said, Is.EqualTo(new[] { "s1 fail" }));
        Assert.That((await Peer()).PollError, Does.StartWith("20"));
    }

    [Test]
    public async Task A_line_that_breaks_is_not_tried_packet_after_packet_and_what_broke_holds_up_no_other()
    {
        (_waiting["a1"], _waiting["a2"]) = (Document("7"), Document("8"));
        _axis.Answers = call => IsDownload(call, "a1") ? new BreaksOff() : Answer(call);
        var poll = Poller();

        await Poll(poll);
        var tried = _axis.Calls.Count(call => call.Operation == "downloadEdoc");
        await Poll(poll);

        Assert.That((tried, _said), Is.EqualTo((1, new[] { "a2 done" })));
    }

    private static bool IsDownload(ListeningAxis.Call call, string docId) =>
        call.Operation == "downloadEdoc" && call.Proved("bi-mat")!["XroadVnpt-docId"] == docId;

    private sealed class BreaksOff : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Abort();
            return Task.CompletedTask;
        }
    }

    private IResult Answer(ListeningAxis.Call call)
    {
        var signed = call.Proved("bi-mat")!;
        switch (call.Operation)
        {
            case "getReceivedEdocList":
                var asked = signed["XroadVnpt-messagetype"] == "status" ? _statuses : _waiting;
                var rows = string.Join(",", asked.Keys.Select(one => "{\"docId\":\"" + one + "\"}"));
                return ListeningAxis.Said("{\"status\":\"OK\",\"ErrorCode\":\"0\",\"data\":[" + rows + "]}");
            case "downloadEdoc":
                var docId = signed["XroadVnpt-docId"];
                return Results.Bytes(_waiting.GetValueOrDefault(docId) ?? _statuses[docId]);
            default:
                _said.Add($"{signed["XroadVnpt-docId"]} {signed["XroadVnpt-status"]}");
                return ListeningAxis.Said("""{"status":"OK","ErrorCode":"0"}""");
        }
    }

    private PollPeer Poller() => _dispatch.Sending.Poller();

    private async Task Poll(PollPeer? poll = null, string peer = "TRUC") => await (poll ?? Poller()).Handle(await Peer(peer), default);

    private async Task<Peer> Peer(string code = "TRUC") =>
        (await _dispatch.Office.Database.Read(session => DocFlow.Dispatch.Transports.Peer.Find(session, code)))!;

    private static byte[] Document(string number)
    {
        using var packet = new MemoryStream();
        var day = new DateOnly(2026, 2, 2);
        var document = new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = "H53", OrganName = "UBND tỉnh Tây Ninh" },
                To = [new Organization { OrganId = "G22", OrganName = "Văn phòng Chính phủ" }],
                Code = new DocumentCode(number, "UBND-VP"),
                PromulgationInfo = new PromulgationInfo("Tây Ninh", PacketDate.On(day)),
                DocumentType = new DocumentType(2, 18, "Công văn"),
                Subject = "V/v phối hợp",
                OtherInfo = new OtherInfo { Priority = 0 },
                DocumentId = $"H53,2026/02/02,{number}/UBND-VP",
            },
            Bussiness = new Bussiness { DocType = BussinessDocType.New },
        };
        var file = new AttachmentToSend("van-ban.pdf", "application/pdf", () => new MemoryStream("%PDF-1.7"u8.ToArray()));
        PacketWriter.WriteDocument(packet, new OutgoingPacket(Guid.NewGuid(), document, [file]));
        return packet.ToArray();
    }
}
