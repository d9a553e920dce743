using DocFlow.Dispatch.Delivering;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Screens;

/// <summary>What a clerk sees of a copy that an exchange refused, and an administrator of its connection; pictures are kept.</summary>
public sealed class DispatchScreenTests
{
    private const string Lan = "xa.lan";
    private const string Password = "mat khau rieng";
    private RunningOffice _running = null!;
    private Chromium _chromium = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _running = await RunningOffice.Start();
        _chromium = await Chromium.Open(_running.Server);
        using var administrator = _running.Connect();
        await administrator.SignIn(FirstAdministrator.UserName, _running.Office.AdministratorPassword, default);
        var agency = _running.Office.Agencies[0];
        // our own exchange, which knows no system of this name
        var wrong = new SetPeer.Command(agency.Code, agency.Name, new Uri(_running.Server.Address, "/exchange/vxp").ToString(), "nobody")
        {
            Secret = "wrong",
        };
        await administrator.Post<SetPeer.Answer>("/dispatch/peers", wrong, "peer", default);
        await EnrolPerson(administrator, _running.Office.Agencies[1].Code);
        await Issue();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _chromium.DisposeAsync();
        await _running.DisposeAsync();
    }

    [TestCase("desktop", 1366, 800)]
    [TestCase("tablet", 820, 1180)]
    public async Task A_copy_that_was_refused_is_to_be_seen_to_with_its_sentence(string window, int width, int height)
    {
        var desk = await _chromium.Window(width, height);
        await desk.SignIn(DemoPeople.Clerk.UserName, _running.Office[DemoPeople.Clerk].Password);

        await desk.Page.GotoAsync("/dispatch");
        await desk.Until("[data-trouble]");
        var said = await desk.Page.InnerTextAsync("#troubles");
        await desk.Picture($"dispatch-{window}-board");

        Assert.That(said, Does.Contain("Trục không nhận mã hệ thống hoặc khóa"));
        Assert.That(desk.Complaints, Is.Empty, _running.Server.Said);
    }

    [TestCase("desktop", 1366, 800)]
    [TestCase("tablet", 820, 1180)]
    public async Task An_agency_without_a_system_reads_its_letter_in_its_own_room(string window, int width, int height)
    {
        var desk = await _chromium.Window(width, height);
        await desk.SignIn(Lan, Password);

        await desk.Until("tr[data-row] a");
        await desk.Picture($"inbox-{window}");
        await desk.Page.ClickAsync("tr[data-row] a");
        await desk.Seen();
        await desk.Picture($"inbox-{window}-letter");

        Assert.That(desk.Complaints, Is.Empty, _running.Server.Said);
    }

    [TestCase("desktop", 1366, 800)]
    [TestCase("tablet", 820, 1180)]
    public async Task What_was_issued_is_recalled_corrected_or_replaced_on_its_own_page(string window, int width, int height)
    {
        var desk = await _chromium.Window(width, height);
        await desk.SignIn(DemoPeople.Clerk.UserName, _running.Office[DemoPeople.Clerk].Password);

        await desk.Page.GotoAsync("/dispatch");
        await desk.Follow("Thu hồi, cập nhật, thay thế");
        await desk.Page.WaitForSelectorAsync("#replace");
        await desk.Picture($"dispatch-{window}-change");
        await desk.Press("Tab", until: "#recall button");
        await desk.Press("Tab", until: "#update-subject");
        await desk.Press("Tab", until: "#update button");
        await desk.Page.Locator("#replace").ScrollIntoViewIfNeededAsync();
        await desk.Picture($"dispatch-{window}-update");

        Assert.That(desk.Complaints, Is.Empty, _running.Server.Said);
    }

    [Test]
    public async Task An_administrator_sees_and_changes_connections()
    {
        var desk = await _chromium.Window();
        await desk.SignIn("admin", _running.Office.AdministratorPassword);

        await desk.Page.GotoAsync("/dispatch/peers?code=" + _running.Office.Agencies[0].Code);
        await desk.Picture("dispatch-peers");
        await desk.Page.FillAsync("input[name=Name]", "Kết nối thử");
        await desk.Page.ClickAsync("#peer button");
        await desk.Says($"[data-peer='{_running.Office.Agencies[0].Code}']", "Kết nối thử");

        Assert.That(desk.Complaints, Is.Empty, _running.Server.Said);
    }

    private async Task EnrolPerson(OfficeClient administrator, string agency)
    {
        var person = new AddUser.Command(Lan, "Nguyễn Thị Lan", MaySeal: false, []) { PartnerCode = agency };
        var added = await administrator.Post<AddUser.Answer>("/administration/users", person, "lan", default);
        using var lan = _running.Connect();
        await lan.SignIn(Lan, added.OneTimePassword!, default);
        await lan.Post<object>("/password", new ChangePassword.Command(added.OneTimePassword!, Password), "password", default);
    }

    private async Task Issue()
    {
        var paper = DemoPapers.BuiltIn("refused", 3, VietnamTime.OfficeToday(TimeProvider.System));
        using var issued = new CancellationTokenSource();
        var walk = new PaperWalk(_running.Driver, TimeProvider.System)
        {
            Told = stage =>
            {
                if (stage.Name == "issued")
                    issued.Cancel();
            },
        };
        await ((Task)walk.Run(paper, issued.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
