using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Platform.Mail;
using DocFlow.Tests.Dispatch.Inbox;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Mail;

/// <summary>Mail over STARTTLS, with a server of a few words.</summary>
[NonParallelizable]
public sealed class MailerTests
{
    private static readonly Letter Notice = new("vanthu@h53.example.vn", "Văn bản mới: 01/VPCP", "Có văn bản mới chờ nhận.");
    private readonly X509Certificate2 _vouched = Certificate();
    private SmtpListener _server = null!;

#pragma warning disable SYSLIB0014 // the one place where SmtpClient asks who is believed; only mail asks there
    [OneTimeSetUp]
    public void Believe() => ServicePointManager.ServerCertificateValidationCallback =
        (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA256) == _vouched.GetCertHashString(HashAlgorithmName.SHA256);

    [OneTimeTearDown]
    public void BelieveAsBefore()
    {
        ServicePointManager.ServerCertificateValidationCallback = null;
        _vouched.Dispose();
    }
#pragma warning restore SYSLIB0014

    [TearDown]
    public ValueTask Close() => _server.DisposeAsync();

    [Test]
    public async Task The_mail_and_the_password_are_said_behind_the_encryption_only()
    {
        _server = new SmtpListener(_vouched);

        var why = await Send();

        Assert.That(why, Is.Null);
        Assert.That(_server.Taken.Single(), Does.Contain("vanthu@h53.example.vn"));
        Assert.That(_server.Encrypted, Does.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes("mat-khau"))));
        Assert.That(_server.InClear.Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "EHLO", "STARTTLS" }));
    }

    [Test]
    public async Task A_server_that_nobody_vouches_for_gets_neither()
    {
        using var stranger = Certificate();
        _server = new SmtpListener(stranger);

        var why = await Send();

        Assert.That(why, Is.Not.Null);
        Assert.That((_server.Taken.Count, _server.Encrypted.Count, _server.InClear.Count), Is.EqualTo((0, 0, 2)));
    }

    [Test]
    public async Task A_server_that_does_not_encrypt_gets_neither_where_encryption_is_asked()
    {
        _server = new SmtpListener();

        var why = await Send();

        Assert.That(why, Is.Not.Null);
        Assert.That(_server.Taken, Is.Empty);
        Assert.That(_server.InClear, Has.None.StartsWith("AUTH").And.None.StartsWith("MAIL"));
    }

    private Task<string?> Send() => new Mailer(new MailOptions
    {
        Host = "127.0.0.1", Port = _server.Port, From = "vanban@g22.example.vn", UserName = "vanban", Password = "mat-khau",
    }).Send(Notice, CancellationToken.None);

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
