using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Exchange.Uploads;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class ForgetUploadsTests
{
    private TestInstallation _office = null!;
    private UploadFiles _files = null!;

    [SetUp]
    public void Open()
    {
        _office = new TestInstallation();
        _files = new UploadFiles(_office.Options);
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task An_upload_that_nobody_continued_for_two_days_is_forgotten_and_a_younger_one_is_not()
    {
        var old = await Upload();
        _office.Clock.Now += TimeSpan.FromHours(47);
        var young = await Upload();
        await Sweep();
        Assert.That(_files.Has(old));

        _office.Clock.Now += TimeSpan.FromHours(2);
        await Sweep();

        Assert.That((_files.Has(old), _files.Has(young)), Is.EqualTo((false, true)));
        Assert.That(await Rows(), Is.EqualTo(new[] { young }));
    }

    [Test]
    public async Task Bytes_of_an_upload_that_ended_while_its_process_did_are_swept_away()
    {
        var upload = await Upload();
        await _office.Run("delete from dispatch_upload", new { });

        await Sweep();

        Assert.That(_files.Has(upload), Is.False);
    }

    [Test]
    public async Task What_somebody_else_put_into_the_folder_stops_nothing_and_stays()
    {
        var (upload, note) = (await Upload(), Path.Combine(_office.Options.Folder, "uploads", "ghi-chú.txt"));
        await File.WriteAllTextAsync(note, "");
        await _office.Run("delete from dispatch_upload", new { });

        await Sweep();

        Assert.That((_files.Has(upload), File.Exists(note)), Is.EqualTo((false, true)));
    }

    private async Task<Guid> Upload()
    {
        var id = Guid.CreateVersion7();
        await _office.Run("""
            insert into dispatch_upload (id, via_code, promised, length, received, created_at, changed_at)
            values (@Id, 'H53', @Sha256, 9, 3, @Now, @Now)
            """, new { Id = id, Sha256 = id.ToString("N"), _office.Clock.Now });
        await _files.Write(id, 0, (new MemoryStream(new byte[3]), 9), default);
        return id;
    }

    private Task Sweep() => new ForgetUploads(
        _office.Database, _files, new ExchangeOptions(), null!, NullLogger<ForgetUploads>.Instance).Round(default);

    private Task<IReadOnlyList<Guid>> Rows() => _office.Database.Read(session => session.List<Guid>("select id from dispatch_upload"));
}
