using DocFlow.EdXml.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.EdXml;

public sealed class SignedHeadersTests
{
    private static readonly SystemCredential Agency = new("T77.05", "bí mật của sở");
    private static readonly RequestLine Call = new("POST", "/exchange/packets?after=5", RequestLine.EmptyBody);
    private static readonly DateTimeOffset Morning = new(2026, 2, 3, 1, 30, 0, 45, TimeSpan.Zero);
    private readonly Clock clock = new();

    [SetUp]
    public void SetTheClock() => clock.Now = Morning;

    [Test]
    public void A_signed_call_is_accepted_and_names_its_caller()
    {
        var check = Check(Sign());

        Assert.That(check.Verdict, Is.EqualTo(SignatureVerdict.Accepted));
        Assert.That(check.Call!.SystemId, Is.EqualTo("T77.05"));
        Assert.That(check.Call.SignedAt, Is.EqualTo(clock.Now));
        Assert.That(check.Call.Nonce, Has.Length.EqualTo(32));
    }

    [Test]
    public void The_headers_are_as_the_gateway_wants_them()
    {
        var headers = Sign();

        Assert.That(headers["XroadVnpt-timestamp"], Is.EqualTo("03022026T083000+0045"));
        Assert.That(headers["XroadVnpt-sign-header-key"], Does.StartWith("XroadVnpt-systemid;XroadVnpt-timestamp;"));
        Assert.That(headers["XroadVnpt-hash-header"], Does.Match("^[0-9a-f]{64}$"));
        Assert.That(headers.Values, Has.None.Contain("bí mật"));
    }

    [Test]
    public void The_signature_is_what_openssl_computes()
    {
        // printf '%s' '{"a":"b"}' | openssl dgst -sha256 -hmac 'khoa'
        var headers = Sign();
        headers[SignedHeaders.SignedJson] = "{\"a\":\"b\"}";
        headers[SignedHeaders.Mac] = "720b35adbc0c23015659830f52a6ccaa57fb74163db4443f38afd91083147f3d";

        var check = SignedHeaders.Check(headers.GetValueOrDefault, Call, "khoa", clock);

        Assert.That(check.English, Does.Contain("XroadVnpt-sign-header-key"), "the MAC passed, so the next rule speaks");
    }

    [Test]
    public void Each_header_is_needed([ValueSource(nameof(Names))] string name)
    {
        var headers = Sign();
        headers.Remove(name);

        var check = Check(headers);

        Assert.That(check.Verdict, Is.EqualTo(SignatureVerdict.Missing));
        Assert.That(check.English, Does.Contain(name));
    }

    [Test]
    public void No_header_can_be_changed_afterwards([ValueSource(nameof(Names))] string name)
    {
        var headers = Sign();
        headers[name] = "0" + headers[name];

        Assert.That(Check(headers).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
    }

    [Test]
    public void A_signature_is_good_for_one_method_and_one_path_only()
    {
        Assert.That(Check(Sign(), Call with { Method = "DELETE" }).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
        Assert.That(Check(Sign(), Call with { Path = "/exchange/packets?after=6" }).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
    }

    [Test]
    public void A_stranger_is_unknown_and_another_agencys_secret_is_wrong()
    {
        Assert.That(SignedHeaders.Check(Sign().GetValueOrDefault, Call, null, clock).Verdict, Is.EqualTo(SignatureVerdict.Unknown));
        Assert.That(SignedHeaders.Check(Sign().GetValueOrDefault, Call, "other", clock).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
    }

    [TestCase(-301, SignatureVerdict.OutsideWindow)]
    [TestCase(-299, SignatureVerdict.Accepted)]
    [TestCase(299, SignatureVerdict.Accepted)]
    [TestCase(3600, SignatureVerdict.OutsideWindow)]
    public void A_call_counts_for_five_minutes_either_way(int seconds, SignatureVerdict verdict)
    {
        var headers = Sign();
        clock.Now += TimeSpan.FromSeconds(seconds);

        Assert.That(Check(headers).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void The_body_is_held_against_the_hash_that_was_signed()
    {
        var call = Check(Sign()).Call!;

        Assert.That(call.CheckBody(RequestLine.EmptyBody.ToUpperInvariant()).Verdict, Is.EqualTo(SignatureVerdict.Accepted));
        Assert.That(call.CheckBody(new string('0', 64)).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
    }

    [Test]
    public void A_credential_does_not_print_its_secret()
    {
        Assert.That(Agency.ToString(), Does.Not.Contain("bí mật"));
    }

    private static IEnumerable<string> Names => SignedHeaders.Sign(Agency, Call, TimeProvider.System).Keys;

    private Dictionary<string, string> Sign() => new(SignedHeaders.Sign(Agency, Call, clock));

    private SignatureCheck Check(Dictionary<string, string> headers, RequestLine? call = null) =>
        SignedHeaders.Check(headers.GetValueOrDefault, call ?? Call, Agency.Secret, clock);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
