using System.Text.RegularExpressions;

namespace DocFlow.Tests.Web;

/// <summary>A page with a form, as a browser without scripts sees it: its cookies and its antiforgery token.</summary>
internal sealed partial class FormPage(HttpResponseMessage page)
{
    /// <summary>The request that sends one of its forms.</summary>
    public async Task<HttpRequestMessage> Post(string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("__RequestVerificationToken", token),
                .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ]),
        };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return request;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
