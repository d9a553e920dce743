using System.Net;
using System.Net.Http.Json;
using DocFlow.Host.Hosting;
using DocFlow.Tests.Platform.Identity;
using DocFlow.Web.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace DocFlow.Tests.Web;

public sealed class ShellTests
{
    private DirectoryInfo _folder = null!;
    private WebApplication _app = null!;
    private HttpClient _browser = null!;
    private string _password = "";

    [OneTimeSetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("docflow-shell-");
        _app = Server.Build(new ServeOptions("all", _folder.FullName, "http://127.0.0.1:0")
        {
            Quiet = true,
            TellFirstPassword = told => _password = told,
        });
        _app.MapGet("/fault", string () => throw new InvalidOperationException("secret detail")).AllowAnonymous();
        await _app.Open();
        _browser = Browser(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        _browser.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        _browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [TestCase("tabler/tabler.min.css", "text/css")]
    [TestCase("pdfjs/pdf.min.mjs", "text/javascript")]
    [TestCase("pdfjs/pdf.worker.min.mjs", "text/javascript")]
    [TestCase("pdfjs/wasm/openjpeg.wasm", "application/wasm")]
    [TestCase("pdfjs/standard_fonts/FoxitSerif.pfb", "application/octet-stream")]
    [TestCase("docflow.js", "text/javascript")]
    public async Task Every_asset_is_served_from_the_assembly_and_may_be_kept(string path, string type)
    {
        var answer = await _browser.GetAsync(Asset.Href(path));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(answer.Headers.CacheControl!.ToString(), Does.Contain("immutable"));
    }

    [Test]
    public async Task An_asset_of_another_version_is_served_but_not_kept()
    {
        var answer = await _browser.GetAsync("/assets/older/docflow.css");

        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task A_page_that_does_not_exist_says_so_in_vietnamese_with_security_headers()
    {
        var answer = await _browser.GetAsync("/no/such/page");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Không có trang này"));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("script-src 'self' 'wasm-unsafe-eval';"));
    }

    [Test]
    public async Task A_program_that_asks_for_what_does_not_exist_gets_problem_details()
    {
        using var program = Browser(new SocketsHttpHandler());

        var answer = await program.GetAsync("/no/such/page");

        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task A_fault_is_a_sentence_that_tells_no_secret()
    {
        var answer = await _browser.GetAsync("/fault");

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(page, Does.Contain("Đã xảy ra lỗi").And.Not.Contain("secret detail"));
    }

    [TestCase("/intake/register?year=2026", "/intake/register?year=2026")]
    [TestCase("//evil.example", "/")]
    [TestCase("/\\evil.example", "/")]
    [TestCase("https://evil.example", "/")]
    public async Task Switching_the_language_comes_back_to_the_same_page_of_this_site(string back, string expected)
    {
        var form = new FormPage(await _browser.GetAsync("/no/such/page"));

        var answer = await _browser.SendAsync(await form.Post("/language", ("lang", "en"), ("back", back)));

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(expected));
        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.Some.StartsWith("lang=en;"));
    }

    [Test]
    public async Task A_form_without_the_antiforgery_token_is_refused()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("lang", "en"), KeyValuePair.Create("back", "/")]);

        var answer = await _browser.PostAsync("/language", content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Yêu cầu không hợp lệ"));
    }

    [Test]
    public async Task The_start_page_shows_a_person_the_doors_of_their_roles()
    {
        using var administrator = await Administrator();

        var page = WebUtility.HtmlDecode(await administrator.GetStringAsync("/"));

        Assert.That(page, Does.Contain("href=\"/administration\"").And.Contain("Quản trị"));
        Assert.That(page, Does.Not.Contain("href=\"/dispatch/issue\""));
    }

    [Test]
    public async Task A_page_that_is_not_for_them_tells_people_so_in_a_sentence()
    {
        using var administrator = await Administrator();
        administrator.DefaultRequestHeaders.Add("Accept", "text/html");

        var answer = await administrator.GetAsync("/inbox");

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(page, Does.Contain("Bạn không có quyền xem trang này").And.Contain("Về trang chính"));
    }

    private async Task<HttpClient> Administrator()
    {
        var browser = Browser(new SocketsHttpHandler());
        await browser.PostAsJsonAsync("/sign-in", new { userName = "admin", password = _password });
        await browser.PostAsJsonAsync("/password", new { current = _password, chosen = Requests.Chosen });
        _password = Requests.Chosen;
        return browser;
    }

    private HttpClient Browser(HttpMessageHandler handler) => new(handler) { BaseAddress = new Uri(_app.Urls.Single()) };
}
