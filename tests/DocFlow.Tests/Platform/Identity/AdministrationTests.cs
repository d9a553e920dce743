using System.Net.Http.Json;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Messaging.Stuck;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class AdministrationTests
{
    private Site _site = null!;
    private HttpClient _administrator = null!;

    [SetUp]
    public async Task Open()
    {
        _site = await Site.Open();
        _administrator = await _site.Administrator();
    }

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task A_one_time_password_is_told_once_and_kept_nowhere()
    {
        var command = new { userName = "anh", fullName = "Anh", posts = Array.Empty<object>() };

        var first = await Requests.Read<AddUser.Answer>(await Requests.Post(_administrator, "/administration/users", command, "same"));
        var again = await Requests.Read<AddUser.Answer>(await Requests.Post(_administrator, "/administration/users", command, "same"));

        Assert.That(first.OneTimePassword, Does.Match("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$"));
        Assert.That((again.UserId, again.OneTimePassword), Is.EqualTo((first.UserId, (string?)null)));
    }

    [Test]
    public async Task A_reset_password_ends_the_sessions_and_opens_a_locked_name()
    {
        var clerk = await _site.Person(_administrator, "vanthu", Role.Clerk);
        var id = (await Requests.Read<Actor>(await clerk.GetAsync("/me"))).UserId;
        for (var tries = 0; tries < 5; tries++)
            await _site.Client().PostAsJsonAsync("/sign-in", new { userName = "vanthu", password = "not this one" });

        var reset = await Requests.Read<ResetPassword.Answer>(
            await Requests.Post(_administrator, $"/administration/users/{id}/password", new { }));

        Assert.That((int)(await clerk.GetAsync("/me")).StatusCode, Is.EqualTo(401));
        var signIn = await _site.Client().PostAsJsonAsync("/sign-in", new { userName = "VanThu ", password = reset.OneTimePassword });
        Assert.That((int)signIn.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_change_of_roles_takes_effect_in_the_next_request()
    {
        var clerk = await _site.Person(_administrator, "vanthu", Role.Clerk);
        var before = await Requests.Read<Actor>(await clerk.GetAsync("/me"));

        var posts = new[] { new { before.Posts.Single().UnitId, role = Role.Leader, title = "Phó Chủ nhiệm" } };
        var command = new { fullName = "Anh", maySeal = true, active = true, posts };
        await Requests.Post(_administrator, $"/administration/users/{before.UserId}", command);

        var after = await Requests.Read<Actor>(await clerk.GetAsync("/me"));
        Assert.That((before.Is(Role.Clerk), before.MaySeal), Is.EqualTo((true, false)));
        Assert.That((after.Is(Role.Clerk), after.Is(Role.Leader), after.MaySeal), Is.EqualTo((false, true, true)));
    }

    [Test]
    public async Task A_partner_s_secret_is_told_once_kept_encrypted_and_known_to_the_exchange_while_it_is_active()
    {
        var told = await Requests.Read<AddPartner.Answer>(
            await Requests.Post(_administrator, "/administration/partners", new { code = "H53", name = "UBND tỉnh Tây Ninh" }));
        var secrets = _site.Services.GetRequiredService<PartnerSecrets>();
        var known = await _site.Office.Database.Read(session => secrets.Of(session, told.PartnerId));
        var kept = await _site.Office.Database.Read(session => session.One<string>("select protected_secret from identity_partner"));

        var stopped = new { name = "UBND tỉnh Tây Ninh", active = false };
        await Requests.Post(_administrator, $"/administration/partners/{told.PartnerId}", stopped);

        Assert.That(known, Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(told.Secret!)));
        Assert.That(kept, Does.Not.Contain(told.Secret!));
        Assert.That(await _site.Office.Database.Read(session => secrets.Of(session, told.PartnerId)), Is.Null);
    }

    [Test]
    public async Task Every_act_of_administration_is_in_the_trail_under_its_actor()
    {
        var unit = await Requests.Read<AddUnit.Answer>(
            await Requests.Post(_administrator, "/administration/units", new { name = "Vụ Tổng hợp", notation = "TH" }));

        var actor = await _site.Office.Database.Read(session => session.One<string>(
            "select act || ' by ' || actor_name from trail_entry where subject_id = @UnitId", unit));

        Assert.That(actor, Is.EqualTo("unit-added by Quản trị viên"));
    }

    [Test]
    public async Task A_failed_message_is_sent_again_when_an_operator_says_so()
    {
        var id = Guid.CreateVersion7();
        await _site.Office.Database.Write(async session =>
        {
            await session.Execute("""
                insert into outbox_message (id, type, body, created_at, due_at, sends, handled, failed_at)
                values (@Id, 'X.Unknown', '{}', @Now, @Later, 6, 0, @Now)
                """, new { Id = id, session.Now, Later = session.Now.AddYears(1) });
            await session.Execute("insert into outbox_failure values (@Id, 'OpenCase', 'Fault', @Now)", new { Id = id, session.Now });
        });

        var listed = await Requests.Read<List<StuckMessage>>(await _administrator.GetAsync("/administration/stuck-messages"));
        await Requests.Post(_administrator, $"/administration/stuck-messages/{id}/resending", new { });
        var twice = await Requests.Post(_administrator, $"/administration/stuck-messages/{id}/resending", new { });

        Assert.That(listed.Single().MessageId, Is.EqualTo(id));
        Assert.That(await Requests.Refused(twice), Is.EqualTo((404, "message.not-failed")));
        Assert.That(await _site.Office.Database.Read(session => session.One<long>("select count(*) from outbox_failure")), Is.Zero);
    }
}
