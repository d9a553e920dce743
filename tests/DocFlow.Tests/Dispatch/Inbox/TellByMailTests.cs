using System.Text;
using System.Text.RegularExpressions;
using DocFlow.Dispatch.Inbox;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Inbox;

public sealed class TellByMailTests
{
    private InboxDesk _desk = null!;
    private SmtpListener _server = null!;
    private TellByMail _sweep = null!;

    [SetUp]
    public async Task Open()
    {
        _desk = await InboxDesk.Open();
        _server = new SmtpListener();
        var options = new MailOptions
        {
            Host = "127.0.0.1", Port = _server.Port, Tls = false, From = "vanban@g22.example.vn", Site = "https://vanban.example.vn",
        };
        var office = _desk.Dispatch.Office;
        _sweep = new TellByMail(office.Database, new Mailer(options), office.Clock, NullLogger<TellByMail>.Instance);
        await Addressed("vanthu@h53.example.vn");
    }

    [TearDown]
    public async Task Close()
    {
        _sweep.Dispose();
        await _server.DisposeAsync();
        _desk.Dispose();
    }

    [Test]
    public async Task An_agency_without_a_system_is_told_once_of_each_packet_by_whom_and_about_what()
    {
        await EnrolPerson();

        await _sweep.Round(CancellationToken.None);
        await _sweep.Round(CancellationToken.None);

        var mail = _server.Taken.Single();
        Assert.That(mail, Does.Contain("vanthu@h53.example.vn"));
        Assert.That(Text(mail), Does.Contain("01/VPCP-TTĐT").And.Contain("Nơi gửi: Văn phòng Chính phủ").And.Contain("example.vn/inbox"));
    }

    [Test]
    public async Task A_line_break_in_a_number_holds_up_nobody_s_mail()
    {
        await EnrolPerson();
        await _desk.Dispatch.Office.Run("update dispatch_issue set code = @Code", new { Code = "01/VPCP\n-TTĐT" });

        await _sweep.Round(CancellationToken.None);

        Assert.That(Text(_server.Taken.Single()), Does.Contain("Số, ký hiệu: 01/VPCP"));
    }

    [Test]
    public async Task An_agency_whose_system_collects_is_told_nothing()
    {
        await _sweep.Round(CancellationToken.None);

        Assert.That(_server.Taken, Is.Empty);
    }

    [Test]
    public async Task A_server_that_says_no_is_asked_again_later_and_the_mail_goes_out_once()
    {
        await EnrolPerson();
        _server.Takes = false;
        await _sweep.Round(CancellationToken.None);
        _server.Takes = true;
        await _sweep.Round(CancellationToken.None);
        var tooSoon = _server.Taken.Count;

        _desk.Dispatch.Office.Clock.Now += TimeSpan.FromMinutes(5);
        await _sweep.Round(CancellationToken.None);
        await _sweep.Round(CancellationToken.None);

        Assert.That((tooSoon, _server.Taken.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_mail_that_was_given_up_is_a_finding_and_goes_out_to_the_address_that_was_mended()
    {
        await EnrolPerson();
        _server.Takes = false;
        for (var tries = 0; tries < 8; tries++, _desk.Dispatch.Office.Clock.Now += TimeSpan.FromHours(3))
            await _sweep.Round(CancellationToken.None);
        var found = (await _desk.Dispatch.Office.Finds("notice.failed")).Single();
        _server.Takes = true;
        await Addressed("moi@h53.example.vn");

        await _desk.Dispatch.Office.Heal(found);
        await _sweep.Round(CancellationToken.None);

        Assert.That(found.Vi, Does.Contain("01/VPCP-TTĐT").And.Contain("vanthu@h53.example.vn").And.Contain("SMTP 451"));
        Assert.That(_server.Taken.Single(), Does.Contain("moi@h53.example.vn"));
        Assert.That(await _desk.Dispatch.Office.Finds("notice.failed"), Is.Empty);
    }

    private Task Addressed(string mail) => _desk.Dispatch.Office.Database.Write(session =>
        SetEntry.Handle(new SetEntry.Command("H53", null, "UBND tỉnh Tây Ninh", null, mail), session, By.System));

    private Task EnrolPerson()
    {
        var person = new AddUser.Command("xa.lan", "Nguyễn Thị Lan", MaySeal: false, []) { PartnerCode = "H53" };
        return _desk.Dispatch.Office.Database.Write(session => AddUser.Handle(person, OneTimePassword.Make(), session, By.System));
    }

    // the text travels as base64 lines behind the headers
    private static string Text(string mail)
    {
        var lines = mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1];
        return Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Replace(lines, @"\s", "")));
    }
}
