using DocFlow.Tests.Platform.Identity;
using DocFlow.Web;
using NUnit.Framework;

namespace DocFlow.Tests.Web.Administration;

public sealed class StatusPageTests
{
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
    public async Task An_office_where_nothing_waits_and_all_is_sealed_is_shown_as_well()
    {
        await _site.Office.Run("update trail_entry set root_number = 1");

        var page = await _administrator.Read("/administration/status");

        Assert.That(page, Does.Contain("Không còn việc chờ.").And.Not.Contain("data-light=\"Bad\""));
    }

    [Test]
    public async Task A_message_that_failed_is_a_red_light_that_leads_to_its_page()
    {
        await _site.Office.MessageThatFailed();

        var page = await _administrator.Read("/administration/status");

        Assert.That(page, Does.Contain("data-light=\"Bad\"").And.Contain("1 thông điệp.").And.Contain("href=\"/administration/messages\""));
    }
}
