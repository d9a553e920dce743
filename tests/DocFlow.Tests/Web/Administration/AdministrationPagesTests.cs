using System.Net.Http.Json;
using System.Text.RegularExpressions;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Tests.Platform.Identity;
using DocFlow.Web;
using NUnit.Framework;

namespace DocFlow.Tests.Web.Administration;

public sealed class AdministrationPagesTests
{
    private Site _site = null!;
    private PlainBrowser _administrator = null!;

    [SetUp]
    public async Task Open()
    {
        _site = await Site.Open(app => app.MapShell());
        _administrator = new PlainBrowser(_site.Address);
    }

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task A_person_signs_in_with_a_one_time_password_and_chooses_their_own_on_screen()
    {
        var wrong = await _administrator.Sent("/sign-in", "sign-in", ("Typed.UserName", "admin"), ("Typed.Password", "not this one"));
        var entered = await _administrator.ActOn(
            "/sign-in?to=%2Fadministration", "sign-in", ("Typed.UserName", "admin"), ("Typed.Password", _site.FirstPassword));
        var onwards = await _administrator.Http.GetAsync("/administration");
        var changed = await _administrator.ActOn("/password", "password",
            ("Typed.Current", _site.FirstPassword), ("Typed.Chosen", Requests.Chosen), ("Typed.Again", Requests.Chosen));

        Assert.That(wrong, Does.Contain("Tên đăng nhập hoặc mật khẩu không đúng"));
        Assert.That(entered, Does.EndWith("/administration"));
        Assert.That(onwards.Headers.Location?.OriginalString, Is.EqualTo("/password"));
        Assert.That(new Uri(new Uri(_site.Address), changed).AbsolutePath, Is.EqualTo("/"));
        Assert.That(await _administrator.Read("/administration"), Does.Contain("Tên cơ quan"));
    }

    [Test]
    public async Task A_sign_in_leads_to_no_other_site()
    {
        var entered = await _administrator.ActOn(
            "/sign-in?to=%2F%2Fevil.example", "sign-in", ("Typed.UserName", "admin"), ("Typed.Password", _site.FirstPassword));

        Assert.That(new Uri(new Uri(_site.Address), entered).Host, Is.EqualTo(new Uri(_site.Address).Host));
    }

    [Test]
    public async Task An_administrator_enrols_agency_unit_person_and_partner_on_screen()
    {
        await SignIn();
        await _administrator.Sent("/administration", "agency",
            ("Typed.Name", "Văn phòng Chính phủ"), ("Typed.Code", "G09.01"), ("Typed.Notation", "VPCP"), ("Typed.Place", "Hà Nội"));
        await _administrator.Sent("/administration/structure", "unit", ("Typed.Name", "Vụ Tổng hợp"), ("Typed.Notation", "TH"));
        var unit = (await _site.Office.Database.Read(Unit.All)).Single(one => one.Notation == "TH");
        var added = await _administrator.Sent("/administration/people", "person",
            ("Typed.FullName", "Nguyễn Văn Anh"), ("Typed.UserName", "anh"), ("Typed.MaySeal", "true"),
            ("Typed.Post.UnitId", unit.Id.ToString()), ("Typed.Post.Role", "UnitHead"), ("Typed.Post.Title", "Vụ trưởng"));
        var partner = await _administrator.Sent(
            "/administration/exchange", "partner", ("Typed.Code", "H53"), ("Typed.Name", "UBND tỉnh Tây Ninh"));

        var person = (await _site.Office.Database.Read(Person.All)).Single(one => one.UserName == "anh");
        Assert.That(person.MaySeal);
        Assert.That(person.Posts.Single(), Is.EqualTo(new Post(unit.Id, "Vụ Tổng hợp", Role.UnitHead, "Vụ trưởng")));
        Assert.That((await _site.Office.Database.Read(Agency.Find))?.Code, Is.EqualTo("G09.01"));
        Assert.That(partner, Does.Contain("Đã thêm cơ quan.").And.Match("[0-9a-f]{64}"));
        var signIn = await _site.Client().PostAsJsonAsync("/sign-in", new { userName = "anh", password = Told(added) });
        Assert.That((int)signIn.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_unit_is_given_an_agency_code_on_screen_and_a_code_of_another_is_refused()
    {
        await SignIn();
        await _administrator.Sent("/administration/structure", "unit", ("Typed.Name", "Vụ Tổng hợp"), ("Typed.Notation", "TH"));
        await _administrator.Sent("/administration/exchange", "partner", ("Typed.Code", "H53"), ("Typed.Name", "UBND tỉnh Tây Ninh"));
        var form = $"code-{(await _site.Office.Database.Read(Unit.All)).Single(one => one.Notation == "TH").Id}";

        var saved = await _administrator.Sent("/administration/structure", form, ("Typed.Code", "G09.01.05"));
        var refused = await _administrator.Sent("/administration/structure", form, ("Typed.Code", "H53"));

        Assert.That(saved, Does.Contain("Đã lưu mã.").And.Contain("value=\"G09.01.05\""));
        Assert.That(refused, Does.Contain("data-code=\"unit.code-taken\"").And.Contain("value=\"G09.01.05\""));
    }

    [Test]
    public async Task An_administrator_changes_a_person_and_cannot_take_the_last_administration_away()
    {
        await SignIn();
        var admin = (await _site.Office.Database.Read(Person.All)).Single();
        var page = $"/administration/people/{admin.UserId}";
        var post = admin.Posts.Single();

        var refused = await _administrator.Sent(page, "person", ("Typed.FullName", "Quản trị"), ("Typed.Active", "true"));
        await _administrator.Sent(page, "person",
            ("Typed.FullName", "Trần Thị Bình"), ("Typed.Active", "true"),
            ("Typed.Posts[0].UnitId", post.UnitId.ToString()), ("Typed.Posts[0].Role", "Administrator"),
            ("Typed.Posts[0].Title", "Trưởng phòng"));

        var changed = (await _site.Office.Database.Read(Person.All)).Single();
        Assert.That(refused, Does.Contain("quản trị viên cuối cùng"));
        Assert.That((changed.FullName, changed.Posts.Single().Title), Is.EqualTo(("Trần Thị Bình", "Trưởng phòng")));
    }

    [Test]
    public async Task A_key_is_issued_on_screen_with_its_picture()
    {
        await SignIn();
        await _administrator.Http.EnrolAgency();
        var page = await _administrator.Http.GetStringAsync("/administration/signing-keys");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("key"), "_handler" },
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new StringContent("some-key"), "_key" },
            { new StringContent(""), "Typed.OwnerId" },
            { new StringContent("246810"), "Typed.Pin" },
            { new ByteArrayContent(Requests.Png), "Typed.Image", "seal.png" },
        };

        var answer = await _administrator.Http.PostAsync("/administration/signing-keys", form);

        var seal = await _site.Office.Database.Read(SigningKey.Seal);
        Assert.That(seal?.Subject, Is.EqualTo("Văn phòng Chính phủ"), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Each_page_is_read_by_administrators_and_by_nobody_else()
    {
        await SignIn();
        var clerk = await _site.Person(await _site.SignedIn("admin", Requests.Chosen), "vanthu", Role.Clerk);

        foreach (var page in new[] { "", "/structure", "/people", "/signing-keys", "/exchange", "/findings", "/messages", "/status" })
        {
            Assert.That(await _administrator.Read("/administration" + page), Does.Contain("Quản trị").And.Not.Contain("alert-"));
            Assert.That((int)(await clerk.GetAsync("/administration" + page)).StatusCode, Is.EqualTo(403), page);
        }
    }

    [Test]
    public async Task A_stuck_message_is_sent_again_on_screen_and_who_presses_twice_is_told_that_it_is_on_its_way()
    {
        await SignIn();
        await _site.Office.MessagePlannedByAClockFarAhead();
        var id = await _site.Office.Database.Read(session => session.One<Guid>("select id from outbox_message"));

        var sent = await _administrator.Sent("/administration/messages", "send", ("Message", id.ToString()));
        await _site.Office.Run("update outbox_message set finished_at = created_at");
        var again = await _administrator.Sent("/administration/messages", "send", ("Message", id.ToString()));

        Assert.That(sent, Does.Contain("Thông điệp đang được gửi lại."));
        Assert.That(again, Does.Contain("data-code=\"message.not-failed\""));
    }

    private async Task SignIn() => _administrator = await PlainBrowser.OfAdministrator(_site);

    private static string Token(string page) => Regex.Match(page, "RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;

    private static string Told(string page) => Regex.Match(page, "one-time-password\">([^<]+)<").Groups[1].Value;
}
