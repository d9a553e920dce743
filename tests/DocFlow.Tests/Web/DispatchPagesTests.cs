using System.IO.Compression;
using System.Text.RegularExpressions;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;
using DocFlow.Workflow.Law;
using Microsoft.Extensions.DependencyInjection;
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

    [Test, Order(5)]
    public async Task The_receipts_of_a_letter_are_shown_with_their_verdicts_and_can_be_taken_away()
    {
        var page = Receipts().Match(await _office.Keeper.Read("/dispatch")).Value;
        var before = await _office.Keeper.Read(page);
        await Accept("H53");

        var shown = await _office.Keeper.Read(page);
        using var taken = new ZipArchive(await _office.Keeper.Http.GetStreamAsync(ReceiptFile().Match(shown).Value));

        Assert.That(before, Does.Contain("Chưa có biên nhận nào"));
        Assert.That(shown, Does.Contain("Đã cấp cho").And.Contain("H53").And.Contain("Hợp lệ").And.Contain("đã nhận gói tin lúc"));
        Assert.That(taken.Entries.Select(entry => entry.Name), Does.Contain("receipt.json"));
    }

    [Test, Order(6)]
    public async Task Letters_that_were_signed_days_ago_and_are_not_issued_are_told_on_the_board()
    {
        var before = await _office.Keeper.Read("/dispatch");
        await _office.Services.GetRequiredService<Database>().Write(session => session.Execute(
            "update dispatch_ready set ready_at = @Then where state = 'waiting'", new { Then = session.Now.AddDays(-14) }));

        var page = await _office.Keeper.Read("/dispatch");

        Assert.That(before, Does.Not.Contain("quá hạn phát hành"));
        Assert.That(page, Does.Match("data-not-issued[^!]*Đã ký, quá hạn phát hành: [1-9]"));
    }

    // the recipient's word that it accepted the letter; it gets a receipt for that
    private async Task Accept(string recipient)
    {
        var exchangeId = await _office.Services.GetRequiredService<Database>().Read(session => session.One<string>(
            "select exchange_id from dispatch_delivery where recipient_code = @Recipient", new { Recipient = recipient }));
        using var bytes = new MemoryStream();
        PacketWriter.WriteStatus(bytes, new StatusPacket
        {
            From = new Organization { OrganId = recipient },
            ResponseFor = new ResponseFor { OrganId = exchangeId.Split(',')[0], Code = "01/VPCP-TH", DocumentId = exchangeId },
            StatusCode = StatusCode.Accepted,
            Timestamp = PacketTime.At(DateTimeOffset.UnixEpoch),
        });
        bytes.Position = 0;
        var taken = await _office.Services.GetRequiredService<AcceptPacket>()
            .Handle(bytes, bytes.Length, null, new PacketSource(recipient, "UBND tỉnh Tây Ninh", PacketWay.Vxp), default);
        Assert.That(taken.Refusal, Is.Null);
    }

    [Test, Order(6)]
    public async Task An_issued_letter_is_given_its_successor_corrected_and_recalled_on_its_page()
    {
        var page = IssuePage().Match(await _office.Keeper.Read("/dispatch")).Value;
        var newer = await Signed();
        await Ready(newer);

        await _office.Keeper.ActOn(page, "replace", ("Case", newer.ToString()), ("Do", "replace"));
        var desk = await _office.Keeper.Read($"/dispatch/issue?caseId={newer}");
        await _office.Keeper.ActOn(page, "update", ("Subject", "V/v đã sửa"), ("Urgency", "Urgent"), ("Reason", "Có sai sót"));
        var corrected = await _office.Keeper.Read(page);
        await _office.Keeper.ActOn(page, "recall", ("Recipients", "H53"), ("Reason", "Gửi nhầm"));

        Assert.That(desk, Does.Contain("Thay thế 01/VPCP-TH"));
        Assert.That(corrected, Does.Contain("V/v đã sửa").And.Contain("id=\"recall\""));
        Assert.That(await _office.Keeper.Read(page), Does.Contain("Thu hồi: đang chờ trả lời").And.Contain("Cập nhật: chưa trả lời"));
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

    [GeneratedRegex("/dispatch/receipts/[0-9a-f-]{36}")]
    private static partial Regex Receipts();

    [GeneratedRegex("/dispatch/receipts/[0-9a-f-]{36}/file")]
    private static partial Regex ReceiptFile();

    [GeneratedRegex("/dispatch/issues/[0-9a-f-]{36}")]
    private static partial Regex IssuePage();

    [GeneratedRegex("name=\"Chosen\" value=\"([^\"]+)\"")]
    private static partial Regex Box();
}
