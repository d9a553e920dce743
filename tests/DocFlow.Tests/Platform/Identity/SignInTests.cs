using System.Net.Http.Json;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class SignInTests
{
    private Site _site = null!;

    [SetUp]
    public async Task Open() => _site = await Site.Open();

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task A_one_time_password_opens_nothing_but_the_change_of_password()
    {
        var client = _site.Client();

        var answer = await Requests.Read<SignIn.Answer>(await Try(client, FirstAdministrator.UserName, _site.FirstPassword));

        Assert.That(answer.MustChangePassword);
        Assert.That(await Requests.Refused(await client.GetAsync("/me")), Is.EqualTo((403, "password.must-change")));
        await client.PostAsJsonAsync("/password", new { current = _site.FirstPassword, chosen = Requests.Chosen });
        Assert.That((await Requests.Read<Actor>(await client.GetAsync("/me"))).Is(Role.Administrator));
    }

    [Test]
    public async Task The_first_administrator_is_enrolled_once()
    {
        var again = await FirstAdministrator.Enrol(_site.Office.Database);

        Assert.That(again, Is.Null);
    }

    [Test]
    public async Task A_name_without_an_account_is_answered_like_a_wrong_password()
    {
        var wrong = await Refusal(await Try(_site.Client(), FirstAdministrator.UserName, "not this one"));
        var nobody = await Refusal(await Try(_site.Client(), "nobody", "not this one"));

        Assert.That(wrong, Does.Contain("sign-in.refused"));
        Assert.That(nobody, Is.EqualTo(wrong));
    }

    [TestCase(FirstAdministrator.UserName)]
    [TestCase("nobody")]
    public async Task After_five_wrong_tries_a_name_is_locked_for_five_minutes_also_for_the_right_password(string name)
    {
        for (var tries = 0; tries < 5; tries++)
            await Try(_site.Client(), name, "not this one");

        Assert.That(await Requests.Refused(await Try(_site.Client(), name, _site.FirstPassword)), Is.EqualTo((423, "sign-in.locked")));
        _site.Office.Clock.Now += TimeSpan.FromMinutes(5.1);
        Assert.That((int)(await Try(_site.Client(), name, _site.FirstPassword)).StatusCode, Is.EqualTo(name == "nobody" ? 401 : 200));
    }

    [Test]
    public async Task The_right_password_starts_the_count_again()
    {
        for (var tries = 0; tries < 4; tries++)
            await Try(_site.Client(), FirstAdministrator.UserName, "not this one");
        await Try(_site.Client(), FirstAdministrator.UserName, _site.FirstPassword);
        await Try(_site.Client(), FirstAdministrator.UserName, "not this one");

        var answer = await Try(_site.Client(), FirstAdministrator.UserName, _site.FirstPassword);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_changed_password_ends_the_other_sessions()
    {
        var here = await _site.Administrator();
        var there = await _site.SignedIn(FirstAdministrator.UserName, Requests.Chosen);

        await here.PostAsJsonAsync("/password", new { current = Requests.Chosen, chosen = "another good phrase" });

        Assert.That((int)(await here.GetAsync("/me")).StatusCode, Is.EqualTo(200));
        Assert.That(await Requests.Refused(await there.GetAsync("/me")), Is.EqualTo((401, "sign-in.needed")));
    }

    [TestCase("short")]
    [TestCase("aaaaaaaaaaaaaaa")]
    [TestCase("admin-is-my-name")]
    public async Task A_weak_password_is_not_taken(string chosen)
    {
        var client = await _site.Administrator();

        var answer = await client.PostAsJsonAsync("/password", new { current = Requests.Chosen, chosen });

        Assert.That(await Requests.Refused(answer), Is.EqualTo((400, "password.too-weak")));
    }

    [Test]
    public async Task The_session_cookie_is_for_http_only_and_same_site_and_secure_under_https()
    {
        await using var secure = await Site.Open(before: app => app.Use((http, next) =>
        {
            http.Request.Scheme = "https";
            return next(http);
        }));

        var answer = await Try(secure.Client(), FirstAdministrator.UserName, secure.FirstPassword);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=lax").And.Contain("secure"));
    }

    [Test]
    public async Task No_password_reaches_the_database_in_the_clear()
    {
        Assume.That(_site.Office.Options.Data.Engine, Is.EqualTo("sqlite"), "a server's files are not ours to read");
        await _site.Administrator();

        var file = await File.ReadAllBytesAsync(Path.Combine(_site.Office.Folder, "docflow.db-wal"));

        Assert.That(file.AsSpan().IndexOf("signed-in"u8), Is.Positive, "the twin: what is in the database is found");
        Assert.That(file.AsSpan().IndexOf("mua xuan 2026 ve"u8), Is.Negative);
        Assert.That(file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(_site.FirstPassword)), Is.Negative);
    }

    private static Task<HttpResponseMessage> Try(HttpClient client, string userName, string password) =>
        client.PostAsJsonAsync("/sign-in", new { userName, password });

    private static async Task<string> Refusal(HttpResponseMessage answer) =>
        $"{answer.StatusCode} {WithoutTrace(await answer.Content.ReadAsStringAsync())}";

    private static string WithoutTrace(string problem) => string.Join(',', problem.Split(',').Where(part => !part.Contains("traceId")));
}
