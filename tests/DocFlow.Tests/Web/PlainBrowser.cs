using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using DocFlow.Tests.Platform.Identity;
using NUnit.Framework;

namespace DocFlow.Tests.Web;

/// <summary>One person's browser without scripts: keeps cookies, fills in forms with what they carry.</summary>
internal sealed partial class PlainBrowser(string address)
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(address),
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    public HttpClient Http => _http;

    /// <summary>The browser of a site's first administrator, who has chosen a password.</summary>
    public static async Task<PlainBrowser> OfAdministrator(Site site)
    {
        var browser = new PlainBrowser(site.Address);
        await browser.Http.PostAsJsonAsync("/sign-in", new { userName = "admin", password = site.FirstPassword });
        await browser.Http.PostAsJsonAsync("/password", new { current = site.FirstPassword, chosen = Requests.Chosen });
        return browser;
    }

    /// <summary>A page as text.</summary>
    public async Task<string> Read(string page)
    {
        var answer = await _http.GetAsync(page);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return text;
    }

    /// <summary>Sends a form of a page; the page one is sent on to.</summary>
    public async Task<string> ActOn(string page, string form, params (string Name, string Value)[] fields)
    {
        var answer = await Send(page, form, fields);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), text);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Sends a form that is refused; the page as it comes back.</summary>
    public async Task<string> Refused(string page, string form, params (string Name, string Value)[] fields)
    {
        var answer = await Send(page, form, fields);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form that its own page answers.</summary>
    public Task<string> Sent(string page, string form, params (string Name, string Value)[] fields) => Refused(page, form, fields);

    private async Task<HttpResponseMessage> Send(string page, string form, (string Name, string Value)[] fields)
    {
        var html = await (await _http.GetAsync(page)).Content.ReadAsStringAsync();
        var markup = Form().Matches(html).Select(match => match.Value).FirstOrDefault(text => text.Contains($"value=\"{form}\""))
            ?? throw new InvalidOperationException($"The page has no form {form}: {html}");
        var hidden = Hidden().Matches(markup).Select(input => (Name: Part(input, "name"), Value: Part(input, "value")));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(page, content);
    }

    private static string Part(Match input, string name) =>
        WebUtility.HtmlDecode(Regex.Match(input.Value, $"{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
