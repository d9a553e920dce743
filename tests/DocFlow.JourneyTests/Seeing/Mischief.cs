using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using DocFlow.EdXml.Exchange;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Workflow;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Seeing;

/// <summary>Somebody who types what is private into every place where it goes wrong, and remembers all of it.</summary>
internal sealed class Mischief : IDisposable
{
    public const string Person = "Phạm Văn Tèo";
    private const string WrongPassword = "sai-mat-khau-7731";
    private const string WrongPin = "90817263";
    private const string UserName = "phamvanteo";
    private const string Email = "teo.pham@example.vn";
    private const string Mac = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ";
    private const string BadFile = "khen-thuong-pham-van-teo.pdf";

    private readonly CookieContainer _jar = new();
    private readonly RunningOffice _office;
    private readonly HttpClient _http;

    public Mischief(RunningOffice office)
    {
        _office = office;
        _http = new HttpClient(new HttpClientHandler { CookieContainer = _jar }) { BaseAddress = office.Server.Address };
    }

    /// <summary>What must be found nowhere.</summary>
    public IEnumerable<string> Secrets =>
    [
        Person, "Tèo", WrongPassword, WrongPin, UserName, Email, Mac, BadFile,
        .. _jar.GetAllCookies().Select(cookie => cookie.Value),
    ];

    public async Task Do(ActOnTask.Answer signable, Guid document)
    {
        await WrongAtTheDoor();
        await WrongFilesAndForms();
        await WrongPins(signable);
        await WrongCalls();
        await Faults(document);
    }

    public void Dispose() => _http.Dispose();

    private async Task WrongAtTheDoor()
    {
        var clerk = _office.Office[DemoPeople.Clerk];
        await _http.PostAsJsonAsync("/sign-in", new { userName = UserName, password = WrongPassword });
        await _http.PostAsJsonAsync("/sign-in", new { userName = DemoPeople.Clerk.UserName, password = WrongPassword });
        await _http.PostAsJsonAsync("/sign-in", new { userName = DemoPeople.Clerk.UserName, password = clerk.Password });
        await _http.GetAsync($"/intake/arrivals?year={Uri.EscapeDataString(Person)}");
        await _http.GetAsync($"/nowhere/{Uri.EscapeDataString(Person)}?mail={Email}");
    }

    private async Task WrongFilesAndForms()
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"no PDF at all by {Person}"));
        form.Add(file, "file", BadFile);
        await Post("/intake/files", form);
        foreach (var json in new[] { $"{{\"document\": \"{Person}\", ", $"{{\"document\": {{\"subject\": \"{Email}\"}}}}" })
            await Post("/intake/documents", new StringContent(json, Encoding.UTF8, "application/json"));
        await _http.PostAsJsonAsync("/intake/documents", new { document = new { subject = Person } });
    }

    private async Task WrongPins(ActOnTask.Answer signable)
    {
        using var leader = _office.Connect();
        await leader.SignIn(DemoPeople.Leader.UserName, _office.Office[DemoPeople.Leader].Password, default);
        var wrong = new SignDocument.Command(signable.File, WrongPin) { Remark = Person };
        var path = $"/cases/{signable.CaseId}/signature";
        Assert.ThrowsAsync<OfficeRefused>(() => leader.Post<ActOnTask.Answer>(path, wrong, "wrong", default));
    }

    private async Task WrongCalls()
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "/exchange/vxp/getReceivedEdocList");
        call.Headers.Add(VxpHeaders.SystemId, _office.Office.Agencies[0].SystemId);
        call.Headers.Add(VxpHeaders.Mac, Mac);
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Mac);
        await _http.SendAsync(call);
    }

    // a file that is gone, and a message that no consumer can handle
    private async Task Faults(Guid document)
    {
        await Trouble.UnknownCase(_office.Database, document, Person);
        var file = (await _office.Driver[DemoPeople.Leader].Get<ShowCase.Answer>($"/documents/{document}/case", default)).File;
        foreach (var stored in Directory.EnumerateFiles(Path.Combine(_office.Data, "content"), file + "*", SearchOption.AllDirectories))
            File.Delete(stored);
        await _http.GetAsync($"/dispatch/content/{file}?for={Uri.EscapeDataString(Person)}");
    }

    private async Task Post(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        await _http.SendAsync(request);
    }
}
