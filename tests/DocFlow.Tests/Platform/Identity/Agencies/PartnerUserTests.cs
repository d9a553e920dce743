using System.Net.Http.Json;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity.Agencies;

/// <summary>A person of an agency without a system: in through the same door, to its own room only.</summary>
public sealed class PartnerUserTests
{
    private Site _site = null!;
    private HttpClient _administrator = null!;
    private Guid _partner;

    [SetUp]
    public async Task Open()
    {
        _site = await Site.Open(app =>
            app.MapGet("/their-room", (Actor actor) => actor.PartnerCode).WithMetadata(new ForPartnersAttribute()));
        _administrator = await _site.Administrator();
        _partner = (await Requests.Read<AddPartner.Answer>(await Requests.Post(
            _administrator, "/administration/partners", new { code = "H53.01", name = "UBND xã Tân Lập" }))).PartnerId;
    }

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task They_may_open_what_is_for_partners_and_nothing_else_of_the_house()
    {
        var person = await SignedIn();

        Assert.That(await person.GetStringAsync("/their-room"), Is.EqualTo("H53.01"));
        foreach (var page in new[] { "/me", "/directory/people", "/directory.json", "/administration/stuck-messages" })
            Assert.That(await Requests.Refused(await person.GetAsync(page)), Is.EqualTo((403, "user.no-right")), page);
    }

    [Test]
    public async Task Nobody_of_the_house_may_open_a_partner_s_room() =>
        Assert.That(await Requests.Refused(await _administrator.GetAsync("/their-room")), Is.EqualTo((403, "user.no-right")));

    [Test]
    public async Task When_the_exchange_with_their_agency_stops_their_session_ends_and_nobody_signs_in()
    {
        var person = await SignedIn();

        await Requests.Post(_administrator, $"/administration/partners/{_partner}", new { name = "UBND xã Tân Lập", active = false });

        var again = await _site.Client().PostAsJsonAsync("/sign-in", new { userName = "xa.lan", password = Requests.Chosen });
        Assert.That((int)(await person.GetAsync("/their-room")).StatusCode, Is.EqualTo(401));
        Assert.That(await Requests.Refused(again), Is.EqualTo((401, "sign-in.refused")));
    }

    [Test]
    public async Task They_are_none_of_the_people_of_the_house_and_hold_no_post()
    {
        await SignedIn();
        var (house, theirs) = await _site.Office.Database.Read(async session =>
            (await Person.All(session), await Person.OfPartner(session, "H53.01")));
        var unit = await Requests.Read<AddUnit.Answer>(
            await Requests.Post(_administrator, "/administration/units", new { name = "Vụ Tổng hợp", notation = "TH" }));

        var posts = new[] { new { unit.UnitId, role = Role.Administrator, title = "" } };
        var raised = await Requests.Post(_administrator, $"/administration/users/{theirs.Single().Person.UserId}",
            new { fullName = "Lan", maySeal = false, active = true, posts });

        Assert.That(house.Select(person => person.UserName), Is.EqualTo(["admin"]));
        Assert.That(await Requests.Refused(raised), Is.EqualTo((409, "user.of-partner")));
    }

    [TestCase("H99", "partner.unknown")]
    [TestCase("H53.01", null)]
    public async Task They_are_enrolled_for_an_agency_that_is(string code, string? refused)
    {
        var outcome = await _site.Office.Database.Write(session => AddUser.Handle(
            new AddUser.Command("xa.lan", "Lan", MaySeal: false, []) { PartnerCode = code }, OneTimePassword.Make(), session, By.Console));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(refused));
    }

    private async Task<HttpClient> SignedIn()
    {
        var command = new { userName = "xa.lan", fullName = "Nguyễn Thị Lan", posts = Array.Empty<object>(), partnerCode = "H53.01" };
        var user = await Requests.Read<AddUser.Answer>(await Requests.Post(_administrator, "/administration/users", command));
        return await _site.SignedIn("xa.lan", user.OneTimePassword!);
    }
}
