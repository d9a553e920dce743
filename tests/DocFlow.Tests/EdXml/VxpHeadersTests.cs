using System.Security.Cryptography;
using System.Text;
using DocFlow.EdXml.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.EdXml;

public sealed class VxpHeadersTests
{
    private static readonly SystemCredential Agency = new("T77.05", "bí mật của sở");
    private static readonly DateTimeOffset Morning = new(2035, 2, 3, 1, 30, 0, 45, TimeSpan.Zero);

    [Test]
    public void A_signed_call_is_accepted_and_says_what_was_signed()
    {
        var check = Check(Sign());

        Assert.That(check.Verdict, Is.EqualTo(SignatureVerdict.Accepted));
        Assert.That((check.Call!.SystemId, check.Call["docid"], check.Call["status"]), Is.EqualTo(("T77.05", "7", (string?)null)));
    }

    [Test]
    public void The_headers_are_as_the_gateway_wants_them()
    {
        var headers = Sign();

        Assert.That(headers["XroadVnpt-timestamp"], Does.Match(@"^\d{8}T\d{6}\+0\d{3}$"));
        Assert.That(headers["XroadVnpt-sign-header-key"], Is.EqualTo("XroadVnpt-systemid;XroadVnpt-timestamp;XroadVnpt-docId"));
        Assert.That(headers["XroadVnpt-hash-header"], Does.Match("^[0-9a-f]{64}$"));
        Assert.That(headers.Values, Has.None.Contain("bí mật"));
    }

    [Test]
    public void The_signature_is_what_openssl_computes()
    {
        // printf '%s' '{"a":"b"}' | openssl dgst -sha256 -hmac 'khoa'
        var headers = Sign();
        headers[VxpHeaders.SignedJson] = "{\"a\":\"b\"}";
        headers[VxpHeaders.Mac] = "720b35adbc0c23015659830f52a6ccaa57fb74163db4443f38afd91083147f3d";

        var check = VxpHeaders.Check(headers.GetValueOrDefault, "khoa", new Clock());

        Assert.That(check.English, Does.Contain("XroadVnpt-sign-header-key"), "the MAC passed, so the next rule speaks");
    }

    [Test]
    public void A_time_that_never_was_is_no_time()
    {
        var headers = Sign();
        var never = headers[VxpHeaders.SignedJson].Replace(headers[VxpHeaders.Timestamp], "01010001T000000+0000");
        headers[VxpHeaders.Timestamp] = "01010001T000000+0000";
        headers[VxpHeaders.SignedJson] = never;
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Agency.Secret), Encoding.UTF8.GetBytes(never));
        headers[VxpHeaders.Mac] = Convert.ToHexStringLower(mac);

        Assert.That(Check(headers).English, Does.Contain("not of the form"));
    }

    [TestCase(VxpHeaders.SystemId)]
    [TestCase(VxpHeaders.Timestamp)]
    [TestCase(VxpHeaders.SignedNames)]
    [TestCase(VxpHeaders.SignedJson)]
    [TestCase(VxpHeaders.Mac)]
    public void Each_header_is_needed(string name)
    {
        var headers = Sign();
        headers.Remove(name);

        Assert.That(Check(headers).Verdict, Is.EqualTo(SignatureVerdict.Missing));
    }

    [TestCase(VxpHeaders.SystemId)]
    [TestCase(VxpHeaders.Timestamp)]
    [TestCase("XroadVnpt-docId")]
    [TestCase(VxpHeaders.SignedNames)]
    [TestCase(VxpHeaders.SignedJson)]
    [TestCase(VxpHeaders.Mac)]
    public void A_header_that_was_changed_is_found(string name)
    {
        var headers = Sign();
        headers[name] += "0";

        Assert.That(Check(headers).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
    }

    [Test]
    public void A_header_that_was_added_is_nobody_s_word()
    {
        var headers = Sign();
        headers["XroadVnpt-status"] = "done";

        Assert.That(Check(headers).Call!["status"], Is.Null);
    }

    [Test]
    public void A_stranger_and_another_secret_are_refused()
    {
        Assert.That(VxpHeaders.Check(Sign().GetValueOrDefault, null, new Clock()).Verdict, Is.EqualTo(SignatureVerdict.Unknown));
        Assert.That(VxpHeaders.Check(Sign().GetValueOrDefault, "other", new Clock()).Verdict, Is.EqualTo(SignatureVerdict.Wrong));
    }

    [TestCase(-301, SignatureVerdict.OutsideWindow)]
    [TestCase(-290, SignatureVerdict.Accepted)]
    [TestCase(290, SignatureVerdict.Accepted)]
    [TestCase(305, SignatureVerdict.OutsideWindow)]
    public void The_two_clocks_may_be_five_minutes_apart(int seconds, SignatureVerdict verdict)
    {
        var headers = Sign();

        var check = VxpHeaders.Check(headers.GetValueOrDefault, Agency.Secret, new Clock { Now = Morning.AddSeconds(seconds) });

        Assert.That(check.Verdict, Is.EqualTo(verdict));
    }

    private static Dictionary<string, string> Sign() =>
        new(VxpHeaders.Sign(Agency, new Dictionary<string, string> { ["docId"] = "7" }, new Clock()));

    private static SignatureCheck Check(Dictionary<string, string> headers) =>
        VxpHeaders.Check(headers.GetValueOrDefault, Agency.Secret, new Clock());

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; init; } = Morning;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
