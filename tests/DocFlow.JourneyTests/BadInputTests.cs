using System.Net;
using System.Net.Http.Json;
using DocFlow.Contracts;
using DocFlow.Dispatch.Transports;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.Intake;
using DocFlow.Intake.Registering;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

/// <summary>What must not come in, over HTTP: a sentence each, and nothing left behind.</summary>
public sealed class BadInputTests
{
    private RunningOffice _office = null!;

    private OfficeClient Clerk => _office.Driver[DemoPeople.Clerk];

    [OneTimeSetUp]
    public async Task Start() => _office = await RunningOffice.Start();

    [OneTimeTearDown]
    public ValueTask Stop() => _office.DisposeAsync();

    [Test]
    public async Task What_is_no_ordinary_pdf_is_refused_with_a_sentence_and_leaves_nothing()
    {
        var plain = Path.Combine(_office.Scratch, "plain.pdf");
        var encrypted = Path.Combine(_office.Scratch, "encrypted.pdf");
        await BadFiles.Plain(plain);
        await BadFiles.Encrypted(plain, encrypted);
        var before = StoredFiles();

        await AssertRefused("Kính gửi"u8.ToArray(), "file.not-pdf");
        await AssertRefused((await File.ReadAllBytesAsync(plain))[..2000], "file.damaged");
        await AssertRefused(await File.ReadAllBytesAsync(encrypted), "file.encrypted");
        await AssertRefused(BadFiles.EscapedScript(), "file.active-content");
        await AssertRefused(BadFiles.ScriptInObjectStream(), "file.active-content");

        Assert.That(StoredFiles(), Is.EquivalentTo(before));
    }

    [Test]
    public async Task Three_hundred_megabytes_are_refused_while_they_stream_in_and_leave_nothing()
    {
        var before = StoredFiles();
        using var http = await SignedInClerk();
        using var form = new MultipartFormDataContent { { new StreamContent(new Zeros(300_000_000)), "file", "to.pdf" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/intake/files") { Content = form };
        request.Headers.Add("Idempotency-Key", "too-large");
        request.Headers.ExpectContinue = true;

        using var answer = await http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("file.too-large"));
        Assert.That(StoredFiles(), Is.EquivalentTo(before));
    }

    [Test]
    public async Task A_document_declared_secret_is_refused_and_its_bytes_are_destroyed()
    {
        var before = StoredFiles();
        var file = await Upload(BadFiles.Plain(901), "secret");

        var refused = await Refusal(() => Clerk.Post<RegisterDocument.Answer>("/intake/documents", new RegisterDocument.Command
        {
            Files = [new FileChoice(file.FileId, FilePurpose.Main)],
            Document = new Metadata { TypeName = "Công văn", OrganName = "Sở Tài chính", Subject = "Mật", Secrecy = Secrecy.Confidential },
        }, "secret/register", default));

        Assert.That(refused.Code, Is.EqualTo("document.secret"));
        Assert.That(StoredFiles(), Is.EquivalentTo(before));
    }

    [Test]
    public async Task A_draft_that_is_signed_already_is_refused()
    {
        var paper = Make(950) with { Draft = BadFiles.Signed() };

        var files = await _office.Driver.Receive(paper, default);
        var refused = await Refusal(() => _office.Driver.Register(paper, files, default));

        Assert.That(refused.Code, Is.EqualTo("draft.signed"));
    }

    [Test]
    public async Task A_call_of_the_exchange_with_a_broken_signature_is_refused_and_changes_nothing()
    {
        var agency = _office.Office.Agencies[0];
        var wrong = agency with { Secret = agency.Secret + "x" };
        using var exchange = new PatientExchange([_office.Server.Address], wrong, TimeSpan.FromSeconds(30), TimeProvider.System);

        var refused = Assert.ThrowsAsync<InvalidDataException>(
            () => exchange.Call(there => there.ListReceived(PacketKind.Document, default), default));

        Assert.That(refused!.Message, Does.StartWith("15: ").And.Length.GreaterThan(10));
    }

    private static Paper Make(int number) =>
        DemoPapers.BuiltIn($"bad-{number}", number, Platform.VietnamTime.OfficeToday(TimeProvider.System));

    private Task<ReceiveFile.Answer> Upload(byte[] bytes, string key) =>
        Clerk.Upload<ReceiveFile.Answer>("/intake/files", ("den.pdf", bytes), key, default);

    private async Task AssertRefused(byte[] bytes, string code)
    {
        var refused = await Refusal(() => Upload(bytes, $"refused/{Guid.NewGuid():N}"));

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Message, Has.Length.GreaterThan(20).And.Not.Contain("Exception"));
    }

    private static async Task<OfficeRefused> Refusal(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (OfficeRefused refused)
        {
            return refused;
        }

        throw new AssertionException("It was not refused.");
    }

    private async Task<HttpClient> SignedInClerk()
    {
        var http = new HttpClient { BaseAddress = _office.Server.Address, Timeout = TimeSpan.FromMinutes(2) };
        var known = _office.Office[DemoPeople.Clerk];
        await http.PostAsJsonAsync("/sign-in", new { DemoPeople.Clerk.UserName, known.Password });
        return http;
    }

    private string[] StoredFiles() =>
    [
        .. new[] { "content", "condemned", "incoming" }.Select(name => Path.Combine(_office.Data, name)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)),
    ];

    /// <summary>Nothing, in any amount.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, _left);
            Array.Clear(buffer, offset, given);
            _left -= given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
