using System.Text.RegularExpressions;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Web;

/// <summary>The issue desk, the board and the register as a browser without scripts meets them, in the composed server.</summary>
public sealed partial class DispatchPagesTests
{
    private PagesOffice _office = null!;

    [OneTimeSetUp]
    public async Task Open() => _office = await PagesOffice.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _office.DisposeAsync();

    [Test, Order(1)]
    public async Task A_signed_letter_is_issued_from_the_clerks_desk_and_stands_on_the_board_and_in_the_register()
    {
        var desk = await Ready(await Signed());

        var next = await _office.Keeper.ActOn(desk.Page, "issue", ("Chosen", desk.Chosen), ("Pin", PagesOffice.Pin));

        Assert.That(next, Does.EndWith("/dispatch"));
        Assert.That(await _office.Keeper.Read("/dispatch"), Does.Contain("01/VPCP-TH").And.Contain("UBND tỉnh Tây Ninh"));
        Assert.That(await _office.Keeper.Read("/dispatch/register"), Does.Contain("01/VPCP-TH").And.Contain("Người ký"));
        Assert.That(await _office.Keeper.Read("/dispatch/register.csv"), Does.Contain("\"01/VPCP-TH\""));
    }

    [Test, Order(2)]
    public async Task A_wrong_pin_is_told_on_the_same_page_and_the_letter_still_waits()
    {
        var desk = await Ready(await Signed());

        var page = await _office.Keeper.Refused(desk.Page, "issue", ("Chosen", desk.Chosen), ("Pin", "000000"));

        Assert.That(page, Does.Contain("data-code=\"key.pin-wrong\"").And.Contain(desk.Chosen));
    }

    [Test, Order(3)]
    public async Task A_letter_is_sent_back_with_a_reason_and_is_somebodys_task_again()
    {
        var caseId = await Signed();
        var desk = await Ready(caseId);

        await _office.Keeper.ActOn(desk.Page, "decline", ("Reason", "Sai ký hiệu"));

        Assert.That(await _office.Keeper.Read("/dispatch/issue"), Does.Not.Contain(caseId.ToString()));
        Assert.That(await Eventually(() => _office.Clerk.Read($"/workflow/cases/{caseId}"), "Sai ký hiệu"), Does.Contain("Sai ký hiệu"));
    }

    [Test, Order(4)]
    public async Task The_letter_stands_beside_a_pin_that_waits_until_it_is_seen()
    {
        var desk = await Ready(await Signed());

        var page = await _office.Keeper.Read(desk.Page);

        Assert.That(page, Does.Match("<pdf-view src=\"/dispatch/content/[0-9a-f]{64}\" data-gates=\"acts\">"));
        Assert.That(page, Does.Match("<fieldset[^>]* id=\"acts\" disabled"));
    }

    private async Task<Guid> Signed()
    {
        var caseId = await _office.Submit();
        await _office.Head.ActOn(await _office.TaskOf(caseId), "act", ("Kind", nameof(ActKind.Review)), ("Remark", "Đồng ý trình"));
        var sign = await _office.Leader.ActOn(await _office.TaskOf(caseId), "act", ("Kind", nameof(ActKind.Approve)));
        await _office.Leader.ActOn(sign, "sign", ("Pin", PagesOffice.Pin));
        return caseId;
    }

    private async Task<(string Page, string Chosen)> Ready(Guid caseId)
    {
        var page = $"/dispatch/issue?caseId={caseId}";
        var text = await Eventually(() => _office.Keeper.Read(page), $"{caseId}/");
        var boxes = Box().Matches(text).Select(match => match.Groups[1].Value);
        return (page, boxes.Single(value => value.StartsWith($"{caseId}/", StringComparison.Ordinal)));
    }

    private static async Task<string> Eventually(Func<Task<string>> read, string wanted)
    {
        var text = await read();
        for (var tries = 0; tries < 600 && !text.Contains(wanted, StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50);
            text = await read();
        }

        return text;
    }

    [GeneratedRegex("name=\"Chosen\" value=\"([^\"]+)\"")]
    private static partial Regex Box();
}
