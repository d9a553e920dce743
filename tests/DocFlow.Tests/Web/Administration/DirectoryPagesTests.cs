using System.Text;
using System.Text.Json;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Tests.Platform.Identity;
using DocFlow.Web;
using NUnit.Framework;

namespace DocFlow.Tests.Web.Administration;

public sealed class DirectoryPagesTests
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
    public async Task An_agency_written_on_screen_is_found_by_its_old_code_and_stands_below_the_one_above_it()
    {
        await Enter("H53", "UBND tỉnh Tây Ninh");
        var saved = await Enter("H53.12", "Sở Tài chính", ("Typed.OldCode", "000.00.12.H53"), ("Typed.ParentCode", "H53"));

        var found = await _administrator.Read("/administration/directory?text=so+tai+chinh");
        var above = await _administrator.Read("/administration/directory/H53");

        Assert.That(saved, Does.Contain("Đã lưu."));
        Assert.That(found, Does.Contain("000.00.12.H53").And.Contain("1 cơ quan").And.Contain("Nhập tay"));
        Assert.That(above, Does.Contain("Cơ quan trực thuộc").And.Contain("H53.12"));
        Assert.That(await _administrator.Read("/administration/directory/000.00.12.H53"), Does.Contain("UBND tỉnh Tây Ninh"));
    }

    [Test]
    public async Task Inactive_agencies_and_test_codes_are_marked_and_the_inactive_are_offered_to_nobody()
    {
        await Enter("H53.W00", "Đơn vị thử");
        await _administrator.Sent("/administration/directory/H53.W00", "entry", ("Typed.Name", "Đơn vị thử"));

        var marked = await _administrator.Read("/administration/directory?text=w00");
        var offered = await Offered("w00");

        Assert.That(marked, Does.Contain("Ngừng dùng").And.Contain("Mã thử nghiệm"));
        Assert.That(offered, Is.Empty);
    }

    [Test]
    public async Task A_file_of_agencies_is_taken_over_or_refused_with_its_bad_lines()
    {
        var bad = await Import("code,name\nH53,Tỉnh Tây Ninh\nH53,Trùng mã");
        var none = await Offered("h53");
        var good = await Import("code,name\nH53,Tỉnh Tây Ninh");

        Assert.That(await Requests.Refused(bad), Is.EqualTo((400, "directory.csv-lines")));
        Assert.That(none, Is.Empty);
        Assert.That((await Requests.Read<TakeList.Answer>(good)).Added.First, Is.EqualTo(["H53"]));
        Assert.That(await Offered("tay ninh"), Is.EqualTo(["H53"]));
    }

    private Task<string> Enter(string code, string name, params (string Name, string Value)[] more) => _administrator.Sent(
        "/administration/directory/new", "entry",
        [("Typed.Code", code), ("Typed.Name", name), ("Typed.Active", "true"), .. more]);

    private async Task<HttpResponseMessage> Import(string csv)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "danh-ba.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/administration/directory/list") { Content = form };
        request.Headers.Add(RequestKey.Header, RequestKey.Fresh());
        return await _administrator.Http.SendAsync(request);
    }

    private async Task<IReadOnlyList<string>> Offered(string text)
    {
        using var answer = JsonDocument.Parse(await _administrator.Read("/directory.json?text=" + text));
        return [.. answer.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()!)];
    }
}
