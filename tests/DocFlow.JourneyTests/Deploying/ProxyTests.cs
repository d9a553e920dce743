using System.Net.Http.Json;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Deploying;

public sealed class ProxyTests
{
    [Test]
    [CancelAfter(600_000)]
    public async Task Behind_the_proxy_of_deploy_the_session_is_secure_and_one_process_may_die(CancellationToken stop)
    {
        using var folder = new TemporaryFolder();
        var trusting = new Dictionary<string, string> { ["DOCFLOW_PROXY__NETWORKS"] = "127.0.0.1" };
        await using var first = new ServerProcess(folder["data"]) { Environment = trusting };
        await using var second = new ServerProcess(folder["data"]) { Environment = trusting };
        await first.Start();
        await second.Start();
        await using var proxy = await TlsProxy.Start(folder.Path, first.Address, second.Address);
        using var browser = proxy.Browser();

        using var signedIn = await Enter(browser, first.FirstPassword, stop);
        Assert.That(signedIn.IsSuccessStatusCode, Is.True, await signedIn.Content.ReadAsStringAsync(stop));
        Assert.That(signedIn.Headers.GetValues("Set-Cookie").Where(cookie => cookie.Contains("session", StringComparison.Ordinal)),
            Has.Exactly(1).Contains("; secure").And.Exactly(1).Contains("; httponly"));
        Assert.That(signedIn.Headers.GetValues("Strict-Transport-Security"), Has.Exactly(1).Contains("max-age=31536000"));

        await ChangePassword(browser, first.FirstPassword, stop);
        await AssertSignedIn(browser, stop);
        await first.Kill();
        await AssertSignedIn(browser, stop);
    }

    [Test]
    [CancelAfter(600_000)]
    public async Task The_proxy_shows_nobody_what_is_for_operators_and_sends_plain_requests_to_tls(CancellationToken stop)
    {
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.Start();
        await using var proxy = await TlsProxy.Start(folder.Path, server.Address, server.Address);
        using var browser = proxy.Browser();

        foreach (var hidden in new[] { "/metrics", "/health/ready", "/health/live" })
            Assert.That((int)(await browser.GetAsync(hidden, stop)).StatusCode, Is.EqualTo(404), hidden);
        using var plain = await browser.GetAsync(new Uri(proxy.Plain, "/intake"), stop);
        Assert.That((int)plain.StatusCode, Is.EqualTo(308));
        Assert.That(plain.Headers.Location!.Scheme, Is.EqualTo("https"));
    }

    private static Task<HttpResponseMessage> Enter(HttpClient browser, string password, CancellationToken stop) =>
        Post(browser, "/sign-in", new SignIn.Command(FirstAdministrator.UserName, password), stop);

    private static async Task ChangePassword(HttpClient browser, string oneTime, CancellationToken stop)
    {
        using var changed = await Post(browser, "/password", new ChangePassword.Command(oneTime, "một mật khẩu Dài 7"), stop);
        Assert.That(changed.IsSuccessStatusCode, Is.True, await changed.Content.ReadAsStringAsync(stop));
    }

    private static Task<HttpResponseMessage> Post<T>(HttpClient browser, string path, T body, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add(RequestKey.Header, RequestKey.Fresh());
        return browser.SendAsync(request, stop);
    }

    // whichever process answers knows the session of the other
    private static async Task AssertSignedIn(HttpClient browser, CancellationToken stop)
    {
        for (var time = 0; time < 6; time++)
        {
            using var page = await browser.GetAsync("/me", stop);
            Assert.That((int)page.StatusCode, Is.EqualTo(200), await page.Content.ReadAsStringAsync(stop));
        }
    }
}
