using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Exchange;
using DocFlow.EdXml.Packets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class ExchangeGateTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _agency = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _agency = await Agency.Enrol(_dispatch, "H53");
        await _dispatch.Issue();
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_call_with_rightly_signed_headers_is_let_in()
    {
        var answer = await _agency.Answer(StatusCode.Arrived);

        Assert.That(answer.Answer.Recorded);
    }

    [TestCase("header missing", "exchange.header-missing")]
    [TestCase("another mac", "exchange.signature-wrong")]
    [TestCase("another nonce", "exchange.signature-wrong")]
    [TestCase("another path", "exchange.signature-wrong")]
    [TestCase("another body", "exchange.signature-wrong")]
    [TestCase("unknown system", "exchange.system-unknown")]
    public async Task A_call_whose_signature_is_broken_is_refused_and_nothing_is_recorded(string how, string code)
    {
        _agency.Tamper = request => Break(request, how);

        var refused = await _agency.Answer(StatusCode.Arrived);

        Assert.That(refused.Refusal?.Code, Is.EqualTo(code));
        Assert.That(await Recorded(), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_call_signed_with_another_secret_is_refused()
    {
        _agency.Secret = "not the one we share";

        var refused = await _agency.Answer(StatusCode.Arrived);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("exchange.signature-wrong"));
    }

    [Test]
    public async Task A_signed_call_sent_a_second_time_is_refused()
    {
        var bytes = _agency.Packet(StatusCode.Arrived);
        var call = _agency.Call("POST", "/exchange/statuses", bytes);
        await _agency.Send(call);
        call.Body = new MemoryStream(bytes);

        var again = await _agency.Send(call);

        Assert.That(again.Refusal?.Code, Is.EqualTo("exchange.replayed"));
        Assert.That((await Recorded()).Statuses, Is.EqualTo(1));
    }

    [Test]
    public async Task A_nonce_is_forgotten_once_its_call_is_too_old_to_be_let_in_again()
    {
        await _agency.Answer(StatusCode.Arrived);
        var sweep = new ForgetNonces(_dispatch.Office.Database, null!, NullLogger<ForgetNonces>.Instance);
        await sweep.Round(default);
        Assert.That((await Recorded()).Nonces, Is.EqualTo(1));

        _dispatch.Office.Clock.Now += TimeSpan.FromMinutes(11);
        await sweep.Round(default);

        Assert.That((await Recorded()).Nonces, Is.Zero);
    }

    [TestCase(-6)]
    [TestCase(6)]
    public async Task A_call_signed_more_than_five_minutes_off_is_refused(int minutes)
    {
        var call = _agency.Call("GET", "/exchange/packets");
        _dispatch.Office.Clock.Now += TimeSpan.FromMinutes(minutes);

        var refused = await _agency.Gate.Check(call, default);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("exchange.stale"));
    }

    private static void Break(HttpRequest request, string how)
    {
        if (how == "header missing")
            request.Headers.Remove(SignedHeaders.Mac);
        else if (how == "another mac")
            request.Headers[SignedHeaders.Mac] = new string('0', 64);
        else if (how == "another nonce")
            request.Headers[SignedHeaders.Nonce] = "fresh";
        else if (how == "another path")
            request.Path = "/exchange/statuses2";
        else if (how == "another body")
            request.Body = new MemoryStream("<edXML/>"u8.ToArray());
        else
            request.Headers[SignedHeaders.SystemId] = "H99";
    }

    private async Task<(long Statuses, long Nonces)> Recorded() => await _dispatch.Office.Database.Read(async session => (
        await session.One<long>("select count(*) from dispatch_status"), await session.One<long>("select count(*) from dispatch_nonce")));
}
