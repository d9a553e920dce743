using System.Diagnostics;
using System.Text.RegularExpressions;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using Microsoft.Playwright;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Screens;

/// <summary>A whole document by the screens only: what people see and click in Debian's Chromium; pictures are kept.</summary>
public sealed class PaperOnScreenTests
{
    private readonly List<Desk> _desks = [];
    private RunningOffice _running = null!;
    private Chromium _chromium = null!;

    private EnrolledOffice Office => _running.Office;

    [OneTimeSetUp]
    public async Task Open()
    {
        _running = await RunningOffice.Start();
        _chromium = await Chromium.Open(_running.Server);
    }

    [SetUp]
    public void Empty() => _desks.Clear();

    [OneTimeTearDown]
    public async Task Close()
    {
        await _chromium.DisposeAsync();
        await _running.DisposeAsync();
    }

    [Test]
    public async Task A_paper_goes_from_the_clerks_desk_to_a_recipient_agency()
    {
        var clerk = await SitDown(DemoPeople.Clerk);
        await TakeIn(clerk, DemoPapers.BuiltIn("screen", 7, VietnamTime.OfficeToday(TimeProvider.System)));
        await Register(clerk);

        await Decide(DemoPeople.Head, "Review", "4-review");
        await Decide(DemoPeople.Deputy, "Approve", "5-approve");
        await Sign(DemoPeople.Leader);
        await Issue(clerk);
        var received = await Receive();
        await Answered(clerk);
        await LetterToUs(clerk);

        Assert.That(received.Select(record => record.Verdict), Is.EqualTo(new[] { "passed", "passed" }));
        Assert.That(_desks.SelectMany(desk => desk.Complaints), Is.Empty);
    }

    [TestCase("vanthu", "/", "/intake", "/intake/register", "/workflow", "/dispatch/issue", "/dispatch", "/dispatch/register")]
    [TestCase("admin", "/administration", "/administration/structure", "/administration/people", "/administration/signing-keys",
        "/administration/exchange", "/administration/messages", "/administration/holidays", "/administration/standing-tasks")]
    public async Task Every_page_is_whole_on_a_tablet(string userName, params string[] pages)
    {
        var desk = await _chromium.Window(width: 820, height: 1180);
        await desk.SignIn(userName, userName == "admin" ? Office.AdministratorPassword : Office.Members[userName].Password);

        foreach (var (page, number) in pages.Select((page, number) => (page, number)))
        {
            await desk.Page.GotoAsync(page);
            await desk.Picture($"tablet-{userName}-{number + 1}");
        }

        Assert.That(desk.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_language_switch_shows_the_same_page_in_english()
    {
        var clerk = await SitDown(DemoPeople.Clerk);
        await clerk.Follow("Sổ văn bản đến");

        await clerk.Page.ClickAsync("button[name=lang]");
        await clerk.Page.WaitForSelectorAsync("html[lang=en]");
        await clerk.Picture("english-register");

        Assert.That(new Uri(clerk.Page.Url).AbsolutePath, Is.EqualTo("/intake/register"));
        Assert.That(await clerk.Page.InnerTextAsync("nav .active"), Does.Contain("register").IgnoreCase);
    }

    [Test]
    public async Task A_file_that_is_no_pdf_is_refused_in_a_sentence_where_it_was_dropped()
    {
        var clerk = await SitDown(DemoPeople.Clerk);
        await clerk.Follow("Bàn văn thư");

        await clerk.Page.SetInputFilesAsync("upload-box input", Pdf("thu-moi.pdf", "Không phải PDF"u8.ToArray()));
        var sentence = await clerk.Page.InnerTextAsync("upload-box .alert-danger");
        await clerk.Picture("not-a-pdf");

        Assert.That(sentence, Does.Contain("PDF"));
        Assert.That(await clerk.Page.Locator("tr:has-text('thu-moi.pdf')").CountAsync(), Is.Zero);
    }

    private static async Task TakeIn(Desk clerk, Paper paper)
    {
        await clerk.Picture("1-start");
        await clerk.Follow("Bàn văn thư");
        FilePayload[] files = [Pdf("phieu-trinh.pdf", paper.Submission), Pdf(paper.DraftName, paper.Draft)];
        await clerk.Page.SetInputFilesAsync("upload-box input", files);
        await clerk.Page.WaitForSelectorAsync($"tr[data-row] a:has-text('{paper.DraftName}')");
        await clerk.Picture("2-clerks-desk");
    }

    private async Task Register(Desk clerk)
    {
        var page = clerk.Page;
        await clerk.Follow("phieu-trinh.pdf");
        await clerk.Seen();
        await page.FillAsync("#organ", DemoPapers.Submitter);
        await page.FillAsync("#number", "7");
        await page.FillAsync("#notation", "TTr-SKH");
        await page.FillAsync("#issued", $"{VietnamTime.OfficeToday(TimeProvider.System):yyyy-MM-dd}");
        await page.FillAsync("#type", "Tờ trình");
        await page.FillAsync("#subject", "Về việc ban hành công văn triển khai quản lý văn bản điện tử");
        await page.SelectOptionAsync("#draft-file", new SelectOptionValue { Label = "du-thao.pdf" });
        await page.FillAsync("#draft-type", "Công văn");
        await page.FillAsync("#draft-notation", DemoPapers.Notation);
        await page.FillAsync("#draft-subject", "Triển khai quản lý văn bản điện tử và ký số");
        await page.SelectOptionAsync("#draft-unit", new SelectOptionValue { Label = DemoPeople.DraftingUnit });
        await page.SelectOptionAsync("#draft-print", "Blanks");
        foreach (var agency in Office.Agencies)
            await page.CheckAsync($"input[value='{agency.Code}']");
        await clerk.Picture("3-register");
        await page.ClickAsync(".card-footer button[value=register]");
        await clerk.At("/intake/documents/[^/]+$");
        await clerk.Picture("3-registered");
    }

    private async Task Decide(DemoPerson person, string act, string picture)
    {
        var desk = await SitDown(person);
        await OpenTask(desk);
        await desk.Picture(picture);
        await Leave(desk, $"button[value={act}]");
    }

    private async Task Sign(DemoPerson person)
    {
        var desk = await SitDown(person);
        await OpenTask(desk);
        await desk.Page.FillAsync("#pin", Office[person].Pin!);
        await desk.Picture("6-sign");
        await Leave(desk, "#sign");
    }

    private async Task Issue(Desk clerk)
    {
        await clerk.Page.GotoAsync("/dispatch/issue");
        await clerk.Until("pdf-view");
        await clerk.Seen();
        await clerk.Page.FillAsync("#pin", Office.SealPin);
        await clerk.Picture("7-issue");
        await clerk.Page.ClickAsync("#issue");
        await clerk.At("/dispatch$");
        await clerk.Picture("8-issued");
    }

    // the agencies' own programs, with their own stores and trust
    private async Task<List<AgencyRecord>> Receive()
    {
        var records = new List<AgencyRecord>();
        foreach (var agency in _running.Recipients.Agencies)
        {
            for (var waited = Stopwatch.StartNew(); agency.Store.All().Count == 0; await agency.Collect(default))
                Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)), "nothing was delivered");
            records.AddRange(agency.Store.All());
        }

        return records;
    }

    private static async Task Answered(Desk clerk)
    {
        await clerk.Until("tr:has-text('06') ~ tr:has-text('06')");
        await clerk.Picture("9-answered");
        await clerk.Follow("Sổ văn bản đi");
        await clerk.Picture("9-outgoing-register");
    }

    // an agency writes to us: the clerk sees its paper before anything is done with it
    private async Task LetterToUs(Desk clerk)
    {
        var letter = new LetterOfAgency(_running.Server.Address, _running.Recipients.Agencies[0].Us);
        await letter.Send();
        await clerk.Page.GotoAsync("/intake");
        await clerk.Until("a[href^='/intake/packets/']");
        await clerk.Page.ClickAsync("a[href^='/intake/packets/']");
        await clerk.Seen();
        await clerk.Picture("10-packet");
        await new RequestsOnScreen(clerk, await SitDown(DemoPeople.Leader), letter).Run();
    }

    private static async Task OpenTask(Desk desk)
    {
        if (!desk.Page.Url.EndsWith("/workflow", StringComparison.Ordinal))
            await desk.Page.GotoAsync("/workflow");
        await desk.Until("tr[data-row] a");
        await desk.Page.ClickAsync("tr[data-row] a");
        await desk.Seen();
    }

    // the act is done when the page makes way for the next task, or for the word that nothing waits
    private static async Task Leave(Desk desk, string button)
    {
        var task = desk.Page.Url;
        await desk.Page.ClickAsync(button);
        await desk.Left($"^{Regex.Escape(task)}$");
    }

    private async Task<Desk> SitDown(DemoPerson person)
    {
        var desk = await _chromium.SitDown(person, Office);
        _desks.Add(desk);
        return desk;
    }

    private static FilePayload Pdf(string name, byte[] bytes) => new() { Name = name, MimeType = "application/pdf", Buffer = bytes };
}
