using System.Net.Http.Headers;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class SignedInGateTests
{
    private Site _site = null!;

    [SetUp]
    public async Task Open() => _site = await Site.Open(app =>
    {
        app.MapGet("/desk", (Actor actor) => actor.UserName);
        app.MapGet("/open", () => "open").AllowAnonymous();
        app.MapGet("/token", (HttpContext http, IAntiforgery forgery) => forgery.GetAndStoreTokens(http).RequestToken);
        app.MapPost("/act", (RequestKey key) => key.Key);
    });

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task A_program_that_is_not_signed_in_gets_a_sentence_and_a_reader_gets_the_sign_in_page()
    {
        var reader = _site.Client();
        reader.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        var program = await Requests.Refused(await _site.Client().GetAsync("/desk"));
        var page = await reader.GetAsync("/desk?n=1");

        Assert.That(program, Is.EqualTo((401, "sign-in.needed")));
        Assert.That(page.Headers.Location!.ToString(), Is.EqualTo("/sign-in?to=%2Fdesk%3Fn%3D1"));
    }

    [Test]
    public async Task What_is_open_to_all_stays_open()
    {
        Assert.That(await _site.Client().GetStringAsync("/open"), Is.EqualTo("open"));
    }

    [Test]
    public async Task An_endpoint_is_told_who_acts()
    {
        var administrator = await _site.Administrator();

        Assert.That(await administrator.GetStringAsync("/desk"), Is.EqualTo("admin"));
    }

    [Test]
    public async Task Administration_is_for_administrators()
    {
        var administrator = await _site.Administrator();
        var clerk = await _site.Person(administrator, "vanthu", Role.Clerk);

        var refused = await Requests.Post(clerk, "/administration/units", new { name = "Vụ khác", notation = "K" });

        Assert.That(await Requests.Refused(refused), Is.EqualTo((403, "user.no-right")));
    }

    [Test]
    public async Task A_dismissed_person_is_out_at_once()
    {
        var clerk = await _site.Person(await _site.Administrator(), "vanthu", Role.Clerk);
        Assert.That(await clerk.GetStringAsync("/desk"), Is.EqualTo("vanthu"));

        await _site.Office.Database.Write(session => session.Execute(
            "update identity_user set active = @No where user_name = 'vanthu'", new { No = false }));

        Assert.That(await Requests.Refused(await clerk.GetAsync("/desk")), Is.EqualTo((401, "sign-in.needed")));
    }

    [Test]
    public async Task A_form_without_our_token_is_refused_and_with_it_accepted()
    {
        var client = await _site.Administrator();
        var fields = new Dictionary<string, string> { [RequestKey.Field] = "k1" };

        var forged = await client.PostAsync("/act", new FormUrlEncodedContent(fields));
        fields["__RequestVerificationToken"] = await client.GetStringAsync("/token");
        var ours = await client.PostAsync("/act", new FormUrlEncodedContent(fields));

        Assert.That(await Requests.Refused(forged), Is.EqualTo((400, "form.stale")));
        Assert.That(await ours.Content.ReadAsStringAsync(), Is.EqualTo("k1"));
    }
}
