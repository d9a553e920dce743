using System.Net;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Packets;

/// <summary>What a clerk sees and sends of documents from the exchange, over real HTTP.</summary>
public sealed class PacketPagesTests
{
    private ClerkBrowser _clerk = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _clerk = await ClerkBrowser.Open();
        await _clerk.Services.GetRequiredService<Database>().Write(session =>
            SetAgency.Handle(new(Arrived.OurCode, "Sở Thử nghiệm", "Hà Nội", "STN", null), session, By.System));
    }

    [OneTimeTearDown]
    public async Task Close() => await _clerk.DisposeAsync();

    [Test]
    public async Task A_clerk_registers_a_document_from_the_exchange_by_its_form()
    {
        var packet = await Waiting("21", Arrived.File("21.pdf", Arrived.Pdf("21")), Arrived.File("phu-luc.doc", "x"u8.ToArray()));

        var desk = await _clerk.Page("/intake");
        var answer = await _clerk.Send($"/intake/packets/{packet}", "register", Form("21"));

        Assert.That(desk, Does.Contain("21/CVT-VP").And.Contain("Thượng khẩn").And.Contain("Không có chữ ký số"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        Assert.That(await _clerk.Page(answer.Headers.Location!.ToString()), Does.Contain("phu-luc.doc").And.Contain("03 Đã tiếp nhận"));
    }

    [Test]
    public async Task A_letter_behind_the_same_text_in_another_format_is_the_document_and_the_other_its_annex()
    {
        var packet = await Waiting("24", Arrived.File("24.docx", "x"u8.ToArray()), Arrived.File("24.pdf", Arrived.Pdf("24")));

        var page = await _clerk.Page($"/intake/packets/{packet}");
        var answer = await _clerk.Send($"/intake/packets/{packet}", "register", Form("24"));

        Assert.That(page, Does.Contain("<pdf-view").And.Contain("cấp số đến"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        Assert.That(await _clerk.Page(answer.Headers.Location!.ToString()), Does.Contain("24.docx").And.Contain("03 Đã tiếp nhận"));
    }

    [Test]
    public async Task A_clerk_sends_a_document_back_from_its_page()
    {
        var packet = await Waiting("22", Arrived.File("22.docx", "x"u8.ToArray()));

        var before = await _clerk.Page($"/intake/packets/{packet}");
        var answer = await _clerk.Send($"/intake/packets/{packet}", "return", ("Reason", "Tệp chính không phải PDF"), ("Wrong", "false"));

        Assert.That(before, Does.Contain("data-code=\"file.not-pdf\"").And.Not.Contain("cấp số đến"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        var after = await _clerk.Page($"/intake/packets/{packet}");
        Assert.That(after, Does.Contain("Đã trả lại nơi gửi").And.Contain("02 Từ chối tiếp nhận"));
    }

    [Test]
    public async Task What_no_page_can_show_is_handed_out_as_a_download_only()
    {
        var packet = await Waiting("23", Arrived.File("23.html", "<script>alert(1)</script>"u8.ToArray()));
        var address = (await _clerk.Page($"/intake/packets/{packet}")).Split("/intake/files/")[1].Split('"')[0];

        var file = await _clerk.Http.GetAsync("/intake/files/" + address);

        Assert.That(file.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/octet-stream"));
        Assert.That(file.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
    }

    private static (string, string)[] Form(string number) =>
    [
        ("Input.OrganName", "Cục Văn thư Thử nghiệm"), ("Input.OrganId", "T99.01"), ("Input.CodeNumber", number),
        ("Input.CodeNotation", "CVT-VP"), ("Input.IssuedOn", "2026-02-01"), ("Input.TypeName", "Công văn"),
        ("Input.Subject", "V/v thử nghiệm"), ("Input.Urgency", "VeryUrgent"), ("Input.Secrecy", "None"), ("Input.Act", "register"),
    ];

    private async Task<Guid> Waiting(string number, params AttachmentToSend[] files)
    {
        using var bytes = new MemoryStream();
        Arrived.Write(bytes, Arrived.Header(number), files);
        bytes.Position = 0;
        var from = new PacketSource("T99.01", "Cục Văn thư Thử nghiệm", PacketWay.Vxp);
        var accepted = await _clerk.Services.GetRequiredService<AcceptPacket>().Handle(bytes, 1_000_000, null, from, default);
        for (var wait = 0; wait < 600 && !(await _clerk.Page("/intake")).Contains($"{number}/CVT-VP", StringComparison.Ordinal); wait++)
            await Task.Delay(50);
        return accepted.Answer.PacketId;
    }
}
