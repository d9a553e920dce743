using DocFlow.JourneyTests.Support;
using Microsoft.Playwright;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Screens;

/// <summary>A sender corrects its letter, then wants it back: what the clerk sees and answers without a mouse; pictures are kept.</summary>
internal sealed class RequestsOnScreen(Desk clerk, Desk leader, LetterOfAgency letter)
{
    private const string Subject = "V/v phối hợp triển khai quản lý văn bản điện tử và chữ ký số trong toàn tỉnh";

    /// <summary>From the letter's page, before it is registered.</summary>
    public async Task Run()
    {
        clerk.Page.Dialog += (_, asked) => asked.AcceptAsync();
        await clerk.Page.FillAsync("#type", "Công văn");
        await clerk.Page.ClickAsync(".card-footer button[value=register]");
        await clerk.At("/intake/documents/[^/]+$");
        var document = clerk.Page.Url;

        await letter.AskUpdate(Subject, "Bổ sung nội dung về chữ ký số theo ý kiến của Sở Nội vụ");
        await Answer("update", agreed: "Đồng ý");
        await leader.Page.GotoAsync("/workflow");
        await leader.Until("tr[data-row] a");
        await leader.Page.ClickAsync("tr[data-row] a");
        await leader.Until("[data-update]");
        await Both(leader, "13-update-on-the-case");

        await letter.AskBack("Ban hành nhầm thẩm quyền");
        await Answer("recall", agreed: "hủy");
        await clerk.Page.GotoAsync(document);
        await Both(clerk, "14-given-back");
    }

    private async Task Answer(string kind, string agreed)
    {
        var page = clerk.Page;
        await page.GotoAsync("/intake/requests");
        await clerk.Until("tr[data-row]");
        await Both(clerk, $"11-{kind}-in-the-list");
        await clerk.Press("Tab", until: "tr[data-row] a");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#possession");
        await Both(clerk, $"12-{kind}");

        Assert.That(await page.InnerTextAsync("button[value=true]"), Does.Contain(agreed));
        await clerk.Press("Tab", until: "#reason");
        await clerk.Press("Tab", until: "button[value=true]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#reason", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        await Both(clerk, $"12-{kind}-decided");
    }

    // at the desk, and on a tablet held across
    private static async Task Both(Desk desk, string name)
    {
        await desk.Page.SetViewportSizeAsync(1024, 768);
        await desk.Picture(name + "-tablet");
        await desk.Page.SetViewportSizeAsync(1366, 800);
        await desk.Picture(name);
    }
}
