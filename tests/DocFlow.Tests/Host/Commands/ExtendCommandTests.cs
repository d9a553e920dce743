using DocFlow.Host.Commands;
using DocFlow.Host.Enrolment;
using DocFlow.Host.Hosting;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Identity;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

/// <summary>sign --level and extend, against the development services of a whole server.</summary>
[NonParallelizable]
public sealed class ExtendCommandTests
{
    private DirectoryInfo _folder = null!;
    private Microsoft.AspNetCore.Builder.WebApplication _app = null!;
    private string _pki = "";

    [OneTimeSetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("docflow-extend-");
        var address = $"http://127.0.0.1:{FreePorts.One()}";
        _app = Server.Build(new ServeOptions("all", In("office"), address)
        {
            Quiet = true, DevelopmentPki = true, TellFirstPassword = _ => { },
        });
        await _app.Open();
        _pki = address + "/pki/";
        var folder = (KeyFolder)_app.Services.GetService(typeof(KeyFolder))!;
        using var authority = KeyFiles.Authority(folder, TimeProvider.System, new DevelopmentAddress(new Uri(_pki)));
        using var person = authority.Issue(CertificateSubject.Person("Nguyễn An", "Sở Tài chính"));
        await File.WriteAllBytesAsync(In("me.p12"), Pkcs12.Create(person, [authority.Root], "123456"));
        await File.WriteAllTextAsync(In("pin"), "123456");
        await File.WriteAllBytesAsync(In("a.pdf"), TinyPdf.Classic());
        using var http = new HttpClient();
        await File.WriteAllBytesAsync(In("ca.pem"), await http.GetByteArrayAsync(_pki + "ca.pem"));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Test]
    public void A_file_is_signed_now_without_an_authority_and_raised_later()
    {
        var signed = Run("sign", In("a.pdf"), "--out", In("b.pdf"), "--key", In("me.p12"), "--pin-file", In("pin"), "--level", "T",
            "--tsa", "http://127.0.0.1:1/tsa");
        var raised = Run("extend", In("b.pdf"), "--out", In("lta.pdf"), "--level", "LTA", "--tsa", _pki + "tsa", "--trust", In("ca.pem"));

        Assert.That((signed.Exit, raised.Exit), Is.EqualTo((5, 0)), signed.Said + raised.Said);
        Assert.That(signed.Said, Does.Contain("level B-B").And.Contain("stamp.unreachable"));
        Assert.That(raised.Said, Does.Contain("lta.pdf: level B-LTA"));
        Assert.That(Run("verify", In("lta.pdf"), "--trust", In("ca.pem"), "--offline").Exit, Is.Zero);
    }

    [Test]
    public void It_is_signed_at_once_at_the_level_asked_for()
    {
        var signed = Run("sign", In("a.pdf"), "--out", In("lt.pdf"), "--key", In("me.p12"), "--pin-file", In("pin"), "--level", "LT",
            "--tsa", _pki + "tsa", "--trust", In("ca.pem"));

        Assert.That(signed, Is.EqualTo((0, signed.Said)));
        Assert.That(signed.Said, Does.Contain("level B-LT"));
        Assert.That(Run("verify", In("lt.pdf"), "--trust", In("ca.pem"), "--offline").Exit, Is.Zero);
    }

    [Test]
    public void A_refusal_leaves_no_file()
    {
        var refused = Run("extend", In("a.pdf"), "--out", In("none.pdf"), "--level", "T", "--tsa", _pki + "tsa");

        Assert.That((refused.Exit, File.Exists(In("none.pdf"))), Is.EqualTo((1, false)));
        Assert.That(refused.Said, Does.Contain("level.unsigned"));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static (int Exit, string Said) Run(params string[] arguments)
    {
        using var said = new StringWriter();
        var (console, errors) = (Console.Out, Console.Error);
        Console.SetOut(said);
        Console.SetError(said);
        var exit = CommandTree.Create().Parse(arguments).Invoke();
        Console.SetOut(console);
        Console.SetError(errors);
        return (exit, said.ToString());
    }
}
