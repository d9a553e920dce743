using DocFlow.Platform.Identity;
using DocFlow.Platform.Reconciling;
using DocFlow.Tests.Platform.Identity;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class MendFindingTests
{
    private const string Findings = "/administration/findings";

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
    public async Task A_finding_is_listed_and_mended_once_however_often_the_request_comes()
    {
        await _site.Office.MessagePlannedByAClockFarAhead();
        var listed = await Unheard();

        var mended = await Mend(listed, "the-request");
        var again = await Mend(listed, "the-request");

        Assert.That(listed.Healable);
        Assert.That(await Requests.Read<MendFinding.Mended>(again), Is.EqualTo(await Requests.Read<MendFinding.Mended>(mended)));
        Assert.That(await Trail(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_goes_on_by_itself_is_listed_and_not_for_an_administrator_to_mend()
    {
        await _site.Office.MessagePlannedByAClockFarAhead();
        await _site.Office.Run("update outbox_message set due_at = @Soon", new { Soon = _site.Office.Clock.Now.AddHours(1) });
        var listed = await Unheard();

        var refused = await Requests.Refused(await Mend(listed, "the-request"));

        Assert.That((listed.Healable, refused), Is.EqualTo((false, (409, (string?)"finding.gone"))));
        Assert.That(await Trail(), Is.Zero);
    }

    [Test]
    public async Task Nobody_but_an_administrator_sees_or_mends()
    {
        var clerk = await _site.Person(_administrator, "vanthu", Role.Clerk);

        var seen = await clerk.GetAsync(Findings + ".json");
        var mended = await Requests.Post(clerk, $"{Findings}/0123456789abcdef/mending", new { });

        Assert.That(((int)seen.StatusCode, (int)mended.StatusCode), Is.EqualTo((403, 403)));
    }

    private async Task<MendFinding.Item> Unheard()
    {
        var found = await Requests.Read<MendFinding.Answer>(await _administrator.GetAsync(Findings + ".json"));
        return found.Items.Single(one => one.Code == "message.unheard");
    }

    private Task<HttpResponseMessage> Mend(MendFinding.Item finding, string key) =>
        Requests.Post(_administrator, $"{Findings}/{finding.Key}/mending", new { }, key);

    private Task<long> Trail() =>
        _site.Office.Database.Read(session => session.One<long>("select count(*) from trail_entry where act = 'reconciled'"));
}
