using System.Text.Json;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using DocFlow.Tests.Dispatch.Exchange;
using DocFlow.Tests.Dispatch.Transports;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class FetchReceiptsTests
{
    private readonly Dictionary<string, string> _given = [];
    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;
    private NodeKey _key = null!;

    [SetUp]
    public async Task Open()
    {
        _given.Clear();
        _dispatch = new DispatchOffice();
        _key = new NodeKey(new KeyFolder(_dispatch.Office.Options));
        _axis = await ListeningAxis.Open();
        await _dispatch.Sending.AddPeer("H53", _axis.Address);
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _key.Dispose();
        _dispatch.Dispose();
    }

    [Test]
    public async Task A_receipt_whose_answer_was_lost_is_fetched_once_the_copy_is_known_to_have_arrived()
    {
        await Send(Takes);
        await Send(Loses);
        await Arrives();
        Assert.That(await Receipts(), Is.EqualTo(1), "the answer was lost, and the copy is not sent again");

        await Fetch();
        await Fetch();

        Assert.That((await Receipts(), Asked), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_peer_that_never_gave_a_receipt_is_not_asked_for_one()
    {
        await Send(ListeningAxis.Taken);
        await Send(Loses);
        await Arrives();

        await Fetch();

        Assert.That(Asked, Is.Zero);
    }

    [Test]
    public async Task What_a_peer_cannot_give_again_is_asked_for_later_and_later_and_not_for_ever()
    {
        await Send(Takes);
        await Send(Loses);
        await Arrives();
        _axis.Answers = _ => ListeningAxis.Said("not found", 404);

        for (var hour = 0; hour < 72; hour++)
            await Fetch(TimeSpan.FromHours(1));

        Assert.That(Asked, Is.InRange(5, 30));
    }

    private int Asked => _axis.Calls.Count(call => call.Operation == "getReceipt");

    private async Task Send(Func<ListeningAxis.Call, IResult> answers)
    {
        _axis.Answers = answers;
        await _dispatch.Issue();
        await _dispatch.Sweep();
        _axis.Answers = Takes;
    }

    // by its own word, before the next try
    private async Task Arrives()
    {
        var recipient = await Agency.Enrol(_dispatch, "H53");
        foreach (var document in await _dispatch.Office.Database.Read(session =>
            session.List<string>("select exchange_id from dispatch_delivery where recipient_code = 'H53'")))
            await recipient.Answer(StatusCode.Arrived, document: document);
    }

    private async Task Fetch(TimeSpan? after = null)
    {
        _dispatch.Office.Clock.Now += after ?? TimeSpan.FromSeconds(61);
        await _dispatch.Sending.Receipts();
    }

    private Task<long> Receipts() => _dispatch.Office.Database.Read(session => session.One<long>(
        "select count(*) from dispatch_receipt where given = @No and fault is null", new { No = false }));

    private IResult Takes(ListeningAxis.Call call)
    {
        var sha256 = call.Proved("bi-mat")!["XroadVnpt-hash-file"];
        if (call.File is { } packet)
            _given[sha256] = Answer(sha256, packet.Length);
        return ListeningAxis.Said(_given[sha256]);
    }

    private IResult Loses(ListeningAxis.Call call)
    {
        Takes(call);
        return ListeningAxis.Said("the line is cut", 502);
    }

    private string Answer(string sha256, long length)
    {
        var document = _dispatch.Office.Database.Read(session => session.One<string>(
            "select exchange_id from dispatch_delivery where packet_sha256 = @Sha256", new { Sha256 = sha256 })).Result;
        var said = Proof.Receipts.Said with { ExchangeId = document, Sha256 = sha256, Length = length };
        var receipt = Proof.Receipts.Sign(_key, said);
        return JsonSerializer.Serialize(new
        {
            status = "OK",
            ErrorCode = "0",
            DocId = "p1",
            receipt = new { statement = receipt.Statement, signature = receipt.Signature, key = receipt.Key },
        });
    }
}
