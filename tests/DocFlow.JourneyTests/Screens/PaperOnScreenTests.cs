using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using Microsoft.Playwright;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Screens;

/// <summary>A whole document by the screens only: what people see and click in Debian's Chromium; pictures are kept.</summary>
public sealed class PaperOnScreenTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Desk> _desks = [];
    private ServerProcess _server = null!;
    private EnrolledOffice _office = null!;
    private Chromium _chromium = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _server = new ServerProcess(_folder["data"]);
        await _server.Start();
        _office = await new EnrolOffice(Connect, _server.FirstPassword).Run(default);
        _chromium = await Chromium.Open(_server);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _chromium.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
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

        Assert.That(_desks.SelectMany(desk => desk.Complaints), Is.Empty);
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
        await page.FillAsync("#type", "Tờ trình");
        await page.FillAsync("#subject", "Về việc ban hành công văn triển khai quản lý văn bản điện tử");
        await page.SelectOptionAsync("#draft-file", new SelectOptionValue { Label = "du-thao.pdf" });
        await page.FillAsync("#draft-type", "Công văn");
        await page.FillAsync("#draft-notation", DemoPapers.Notation);
        await page.FillAsync("#draft-subject", "Triển khai quản lý văn bản điện tử và ký số");
        await page.SelectOptionAsync("#draft-unit", new SelectOptionValue { Label = DemoPeople.DraftingUnit });
        await page.SelectOptionAsync("#draft-print", "Blanks");
        foreach (var agency in _office.Agencies)
            await page.CheckAsync($"input[value='{agency.Code}']");
        await clerk.Picture("3-register");
        await page.ClickAsync("button[value=register]");
        await page.WaitForURLAsync("**/intake/documents/*");
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
        await desk.Page.FillAsync("#pin", _office[person].Pin!);
        await desk.Picture("6-sign");
        await Leave(desk, "#sign");
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
        await desk.Page.WaitForURLAsync(address => address != task);
    }

    private async Task<Desk> SitDown(DemoPerson person)
    {
        var desk = await _chromium.SitDown(person, _office);
        _desks.Add(desk);
        return desk;
    }

    private OfficeClient Connect() => new(_server.Address, TimeSpan.FromSeconds(30), TimeProvider.System);

    private static FilePayload Pdf(string name, byte[] bytes) => new() { Name = name, MimeType = "application/pdf", Buffer = bytes };
}
