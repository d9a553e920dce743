using System.Text.RegularExpressions;
using DocFlow.Tests.Platform.Identity;
using DocFlow.Web;
using NUnit.Framework;

namespace DocFlow.Tests.Web.Administration;

public sealed class FindingsPageTests
{
    private const string Page = "/administration/findings";

    private Site _site = null!;
    private PlainBrowser _administrator = null!;

    [SetUp]
    public async Task Open()
    {
        _site = await Site.Open(app => app.MapShell());
        _administrator = await PlainBrowser.OfAdministrator(_site);
    }

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task What_stands_still_is_told_with_why_in_both_languages()
    {
        await _site.Office.MessagePlannedByAClockFarAhead();

        var page = await _administrator.Read(Page);

        Assert.That(page, Does.Contain("do một đồng hồ chạy nhanh").And.Contain("by a clock that ran ahead"));
    }

    [Test]
    public async Task An_administrator_has_one_mended_and_the_trail_says_who_did()
    {
        await _site.Office.MessagePlannedByAClockFarAhead();

        var mended = await _administrator.Sent(Page, "mend", ("Finding", await Key()));

        Assert.That(mended, Does.Contain("Đã khắc phục").And.Not.Contain("name=\"Finding\""));
        Assert.That(await Count("trail_entry where act = 'reconciled' and actor_name = 'Quản trị viên'"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_mended_meanwhile_is_told_as_gone()
    {
        await _site.Office.MessagePlannedByAClockFarAhead();
        var key = await Key();
        await _administrator.Sent(Page, "mend", ("Finding", key));

        var again = await _administrator.Sent(Page, "mend", ("Finding", key));

        Assert.That(again, Does.Contain("data-code=\"finding.gone\"").And.Contain("không còn như vậy nữa"));
    }

    [Test]
    public async Task What_only_a_person_can_mend_has_no_button()
    {
        await _site.Office.MessageThatFailed();

        var page = await _administrator.Read(Page);

        Assert.That(page, Does.Contain("on fire").And.Contain("Cần người xử lý").And.Not.Contain("name=\"Finding\""));
    }

    private async Task<string> Key() =>
        Regex.Match(await _administrator.Read(Page), "name=\"Finding\" value=\"([0-9a-f]+)\"").Groups[1].Value;

    private Task<long> Count(string from) => _site.Office.Database.Read(session => session.One<long>("select count(*) from " + from));
}
