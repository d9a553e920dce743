using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Identity;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Proof;

public sealed class StampReceiptsTests
{
    private EvidenceDesk _desk = null!;
    private LocalAuthority _authority = null!;
    private WebApplication _server = null!;
    private bool _isAway;

    [SetUp]
    public async Task Open()
    {
        _desk = await EvidenceDesk.Open();
        _authority = LocalAuthority.Open(Path.Combine(_desk.Office.Folder, "authority"), _desk.Office.Clock);
        var stamps = TimeStampAuthority.Of(_authority, _desk.Office.Clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return _isAway ? Results.StatusCode(503) : Results.Bytes(stamps.Answer(body.ToArray()), "application/timestamp-reply");
        });
        await _server.StartAsync();
        var trust = new KeyFolder(_desk.Office.Options).Sub("trust").FullName;
        File.Copy(_authority.RootFile, Path.Combine(trust, "ca.pem"));
    }

    [TearDown]
    public async Task Close()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _desk.Dispose();
    }

    [Test]
    public async Task Receipts_are_stamped_behind_the_acceptance_and_openssl_says_so()
    {
        await Round(_server.Urls.Single());

        var rows = await Rows();
        var files = ReceiptFiles.Of(rows[0]).ToDictionary(file => file.Ending, file => Write("stamped" + file.Ending, file.Bytes));
        Assert.That(rows.Select(row => row.StampedAt), Is.All.EqualTo(_desk.Office.Clock.Now).Within(TimeSpan.FromSeconds(1)));
        Assert.That(
            Tool.Run("openssl", "ts", "-verify", "-token_in", "-in", files[".tst"], "-data", files[".sig"], "-CAfile", _authority.RootFile),
            Does.Contain("Verification: OK"));
    }

    [Test]
    public async Task Where_the_authority_is_away_the_receipt_says_so_and_is_stamped_later()
    {
        _isAway = true;
        await Round(_server.Urls.Single());
        Assert.That((await Rows()).Select(row => (row.Stamp, row.StampError is null)), Is.All.EqualTo(((string?)null, false)));

        (_isAway, _desk.Office.Clock.Now) = (false, _desk.Office.Clock.Now + TimeSpan.FromHours(1));
        await Round(_server.Urls.Single());

        Assert.That((await Rows()).Select(row => (row.Stamp is null, row.StampError)), Is.All.EqualTo((false, (string?)null)));
    }

    [Test]
    public async Task Where_none_is_configured_nothing_is_asked_and_nothing_claimed()
    {
        Assert.That(await Round(""), Is.False);
        Assert.That((await Rows()).Select(row => (row.Stamp, row.StampError)), Is.All.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task Evidence_carries_the_stamps_and_a_stamp_of_another_receipt_fails()
    {
        await Round(_server.Urls.Single());
        var good = await _desk.Write();
        var stamps = (await Rows()).Select(row => row.Stamp!).ToList();
        await _desk.Office.Run("update dispatch_receipt set stamp = @First where given = @Yes", new { First = stamps[0], Yes = true });

        var swapped = EvidenceTests.Verify(await _desk.Write("swapped.zip"), _desk.Trust());

        Assert.That(EvidenceTests.Verify(good, _desk.Trust()).Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(EvidenceTests.Verify(good, _desk.Trust()).Lines.Count(line => line.About.EndsWith(".tst", StringComparison.Ordinal)),
            Is.EqualTo(2));
        Assert.That(swapped.Lines.Single(line => line.Verdict == Verdict.Failed).About, Does.EndWith(".tst"));
    }

    private async Task<bool> Round(string authorities)
    {
        using var asked = new StampAuthorities(
            new StampOptions { Authorities = authorities }, new KeyFolder(_desk.Office.Options), _desk.Office.Clock);
        using var sweep = new StampReceipts(_desk.Office.Database, asked, _desk.Office.Clock, NullLogger<StampReceipts>.Instance);
        return await sweep.Round(default);
    }

    private Task<IReadOnlyList<ReceiptRow>> Rows() => _desk.Office.Database.Read(session =>
        session.List<ReceiptRow>($"select {ReceiptRow.Columns} from dispatch_receipt order by given"));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_desk.Office.Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
