using System.Net;
using System.Net.Http.Headers;
using DocFlow.Tests.Platform.Identity;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

/// <summary>The clerk's desk over real HTTP, in the composed server.</summary>
public sealed class ClerkPagesTests
{
    private ClerkBrowser _clerk = null!;

    [OneTimeSetUp]
    public async Task Open() => _clerk = await ClerkBrowser.Open();

    [OneTimeTearDown]
    public async Task Close() => await _clerk.DisposeAsync();

    [Test]
    public async Task A_clerk_uploads_registers_and_sees_the_number_in_the_book()
    {
        var file = await _clerk.Uploaded(TinyPdf.Classic(TinyPdf.Page, "(book)"), "Công văn đến.pdf");

        Assert.That(await _clerk.Page("/intake"), Does.Contain("Công văn đến.pdf"));
        var answer = await _clerk.Send($"/intake/files/{file}/register", "register", Letter("21"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        Assert.That(await _clerk.Page(answer.Headers.Location!.ToString()), Does.Contain("id=\"arrival-number\""));
        Assert.That(await _clerk.Page("/intake/register"), Does.Contain("21/BTC-VP"));
    }

    [Test]
    public async Task A_duplicate_is_shown_with_its_two_choices_and_what_was_typed()
    {
        var first = await _clerk.Uploaded(TinyPdf.Classic(TinyPdf.Page, "(first)"));
        await _clerk.Send($"/intake/files/{first}/register", "register", Letter("22"));
        var second = await _clerk.Uploaded(TinyPdf.Classic(TinyPdf.Page, "(second)"));

        var shown = await _clerk.Send($"/intake/files/{second}/register", "register", Letter("22"));
        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        var anew = await _clerk.Send($"/intake/files/{second}/register", "register",
            [.. Letter("22")[..^1], ("Input.Act", "anew"), ("Input.AnewReason", "Bản chính đến sau")]);

        Assert.That(page, Does.Contain("data-code=\"document.duplicate\"").And.Contain("value=\"BTC-VP\"").And.Contain("Đăng ký mới"));
        Assert.That(anew.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task A_submission_with_its_draft_is_registered_from_the_form()
    {
        var letter = await _clerk.Uploaded(TinyPdf.Classic(TinyPdf.Page, "(letter)"), "to-trinh.pdf");
        var draft = await _clerk.Uploaded(TinyPdf.Classic(TinyPdf.Page, "(draft)"), "du-thao.pdf");
        var unit = System.Text.RegularExpressions.Regex.Match(
            await _clerk.Page($"/intake/files/{letter}/register"), "<option value=\"([^\"]+)\"[^>]*>Văn phòng<").Groups[1].Value;

        var answer = await _clerk.Send($"/intake/files/{letter}/register", "register",
        [
            .. Letter("23"), ("Input.DraftFile", draft.ToString()), ("Input.DraftTypeName", "Công văn"), ("Input.DraftNotation", "VPCP-TH"),
            ("Input.DraftSubject", "Về dự toán"), ("Input.DraftUnit", unit), ("Input.DraftPrint", "Blanks"), ("Input.Recipients", "H37.02"),
        ]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        var page = await _clerk.Page(answer.Headers.Location!.ToString());
        Assert.That(page, Does.Contain("du-thao.pdf").And.Contain("UBND huyện Bình Gia"));
    }

    [Test]
    public async Task A_file_is_read_in_ranges_and_the_look_is_kept()
    {
        var pdf = TinyPdf.Classic(TinyPdf.Page, "(range)");
        var file = await _clerk.Uploaded(pdf);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/intake/files/{file}/content");
        request.Headers.Range = new RangeHeaderValue(0, 7);

        var answer = await _clerk.Http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(pdf[..8]));
    }

    [Test]
    public async Task A_held_file_is_accepted_on_its_page()
    {
        var broken = HandSigned.Certified();
        broken[broken.AsSpan().IndexOf("Pay 100"u8) + 4] = (byte)'9';
        var file = await _clerk.Uploaded(broken);

        var decided = await _clerk.Send(
            $"/intake/files/{file}/register", "decide", ("Reason", "Đã gọi điện xác minh"), ("Decision", "Accept"));

        Assert.That(decided.StatusCode, Is.EqualTo(HttpStatusCode.Found), await decided.Content.ReadAsStringAsync());
        Assert.That(await _clerk.Page($"/intake/files/{file}/register"), Does.Contain("Đăng ký, cấp số đến"));
    }

    [Test]
    public async Task Three_hundred_megabytes_are_refused_with_a_sentence_and_leave_nothing()
    {
        var answer = await _clerk.Upload(new ByteArrayContent(new byte[300_000_000]), "lon.pdf");

        Assert.That(await Requests.Refused(answer), Is.EqualTo((413, "file.too-large")));
        Assert.That(_clerk.StoredFiles().Select(file => new FileInfo(file).Length), Has.None.GreaterThan(1_000_000));
    }

    [Test]
    public async Task A_form_instead_of_a_file_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "subject" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/intake/files") { Content = form };
        request.Headers.Add("Idempotency-Key", "no-file");

        Assert.That(await Requests.Refused(await _clerk.Http.SendAsync(request)), Is.EqualTo((400, "file.missing")));
    }

    [Test]
    public async Task The_register_is_handed_out_as_csv()
    {
        var answer = await _clerk.Http.GetAsync("/intake/arrivals.csv?year=2026");

        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Tên loại và trích yếu nội dung"));
    }

    private static (string Name, string Value)[] Letter(string number) =>
    [
        ("Input.OrganName", "Bộ Tài chính"), ("Input.CodeNumber", number), ("Input.CodeNotation", "BTC-VP"),
        ("Input.IssuedOn", "2026-01-30"), ("Input.TypeName", "Công văn"), ("Input.Subject", "Về việc báo cáo"),
        ("Input.Urgency", "Normal"), ("Input.Secrecy", "None"),
        ("Input.DueOn", ""), ("Input.Act", "register"),
    ];
}
