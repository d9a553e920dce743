using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class ProvincialOperationsTests
{
    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _node.DisposeAsync();

    [Test]
    public async Task A_packet_goes_from_one_system_to_the_other_and_leaves_the_list_once_it_is_done()
    {
        var packet = Packets.Letter(["G12"], number: "201");
        var sent = await Send("H53", packet);
        var listed = (await Ask("G12", HttpMethod.Get, "syncReceivedEdocList?messageType=edoc&fromDate=2020/01/01&toDate=2099/01/01"));
        var docId = listed.GetProperty("data")[0].GetProperty("docId").GetString()!;

        var got = (await Ask("G12", HttpMethod.Get, "getEdoc?docId=" + docId)).GetProperty("data");
        await Ask("G12", HttpMethod.Post, "updateStatus", JsonContent.Create(new { docId, status = "done" }));

        Assert.That(sent.GetProperty("success").GetBoolean());
        Assert.That(got.GetProperty("edxml").GetBytesFromBase64(), Is.EqualTo(packet));
        var file = got.GetProperty("attachments")[0].GetProperty("fileContent").GetBytesFromBase64();
        Assert.That(file, Is.EqualTo("%PDF-1.7 letter"u8.ToArray()));
        Assert.That((await Ask("G12", HttpMethod.Get, "syncReceivedEdocList?messageType=edoc")).GetProperty("count").GetInt32(), Is.Zero);
    }

    [TestCase("H99", "18")]
    [TestCase("", "22")]
    public async Task A_packet_that_cannot_be_taken_is_told_with_the_field_s_code(string to, string code)
    {
        var refused = await Send("H53", to.Length == 0 ? "<edXML/>"u8.ToArray() : Packets.Letter([to]));

        Assert.That(refused.GetProperty("success").GetBoolean(), Is.False);
        Assert.That(refused.GetProperty("data").GetProperty("errorCode").GetString(), Is.EqualTo(code));
    }

    [TestCase("0001/01/01", "2099/01/01")]
    [TestCase("2020/01/01", "9999/12/31")]
    public async Task Days_beyond_all_time_mean_any_time(string from, string to)
    {
        var listed = await Ask("H53", HttpMethod.Get, $"syncReceivedEdocList?messageType=edoc&fromDate={from}&toDate={to}");

        Assert.That(listed.GetProperty("success").GetBoolean());
    }

    [TestCase("updateStatus", "{half")]
    [TestCase("updateStatus", "null")]
    [TestCase("auth/login", """{"username":5}""")]
    [TestCase("syncReceivedEdocList", "{}")]
    public async Task What_is_no_call_is_refused_in_the_form_of_the_field(string operation, string body)
    {
        var refused = await Ask("H53", HttpMethod.Post, operation, new StringContent(body));

        Assert.That(refused.GetProperty("success").GetBoolean(), Is.False);
        Assert.That(refused.GetProperty("code").GetString(), Is.EqualTo("request.body-unclear").Or.EqualTo("exchange.operation-unknown"));
        Assert.That(refused.GetProperty("messageEn").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_packet_says_whom_it_is_from_by_name()
    {
        await Send("H53", Packets.Letter(["G12"], number: "202"));
        var listed = (await Ask("G12", HttpMethod.Get, "syncReceivedEdocList?messageType=edoc")).GetProperty("data");
        var docId = listed.EnumerateArray().Last().GetProperty("docId").GetString();

        var got = (await Ask("G12", HttpMethod.Get, "getEdoc?docId=" + docId)).GetProperty("data");
        await Ask("G12", HttpMethod.Post, "updateStatus", JsonContent.Create(new { docId, status = "done" }));

        Assert.That(got.GetProperty("fromName").GetString(), Is.EqualTo("UBND tỉnh Tây Ninh"));
    }

    [Test]
    public async Task Without_a_token_or_with_another_secret_nobody_is_let_in()
    {
        var noToken = await Ask("H53", HttpMethod.Get, "syncReceivedEdocList", with: ("", null));
        var noSecret = await Ask("H53", HttpMethod.Get, "syncReceivedEdocList", with: (null, "a guess"));

        Assert.That(noToken.GetProperty("licenseInfo").GetString(), Is.EqualTo("invalid"));
        Assert.That(noSecret.GetProperty("data").GetProperty("errorCode").GetString(), Is.EqualTo("15"));
    }

    private async Task<string> Token(string agency)
    {
        var said = new { username = agency, password = _node.SecretOf(agency), applicationCode = agency, typeObjs = new[] { 0, 1 } };
        using var answer = await _node.Http.PostAsJsonAsync("/exchange/v1/auth/login?allow_anonymous=true", said);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("token").GetString()!;
    }

    private Task<JsonElement> Send(string agency, byte[] packet)
    {
        var file = new ByteArrayContent(packet) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };
        return Ask(agency, HttpMethod.Post, "sendEdoc", new MultipartFormDataContent
        {
            { new StringContent("edoc"), "messageType" },
            { file, "edocFile", "packet.edxml" },
        });
    }

    private async Task<JsonElement> Ask(
        string agency, HttpMethod method, string operation, HttpContent? body = null, (string? Token, string? Secret) with = default)
    {
        using var request = new HttpRequestMessage(method, "/exchange/v1/" + operation) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", with.Token ?? await Token(agency));
        request.Headers.TryAddWithoutValidation("X-SystemId", agency);
        request.Headers.TryAddWithoutValidation("X-SecretKey", with.Secret ?? _node.SecretOf(agency));
        using var answer = await _node.Http.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
