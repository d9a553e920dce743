using DocFlow.Platform.Storage;
using DocFlow.Tests.Platform.Archive;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class CondemnedFilesTests
{
    private TestInstallation _office = null!;
    private string _file = "";

    [SetUp]
    public async Task Open()
    {
        _office = new TestInstallation();
        _file = (await Put()).Sha256;
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_condemned_file_is_destroyed_and_its_hash_stays()
    {
        await Condemn();

        await _office.Condemned.Round(default);
        var there = _office.Content.Has(_file);
        await _office.DestroyCondemned();

        Assert.That((there, Copies()), Is.EqualTo((false, 0)));
        Assert.That(await Destroyed(), Is.EqualTo(new[] { _file }));
    }

    [Test]
    public async Task A_state_secret_is_destroyed_at_once_also_where_it_lay_aside()
    {
        await Condemn();
        await _office.Condemned.Round(default);
        var aside = Copies();

        await _office.Database.Write(session => session.Condemn(_file, Guid.Empty, isSecret: true));
        await Condemn();
        await _office.Condemned.Round(default);

        Assert.That((aside, Copies()), Is.EqualTo((1, 0)));
        Assert.That(await Destroyed(), Is.EqualTo(new[] { _file }));
    }

    [Test]
    public async Task Bytes_put_again_before_it_left_the_store_and_named_behind_that_come_back()
    {
        await Condemn();
        await Put();
        await _office.Condemned.Round(default);

        await Name();
        var missing = await _office.Finds("file.missing");
        await _office.Condemned.Round(default);

        Assert.That((_office.Content.Has(_file), missing.Count, (await Destroyed()).Count), Is.EqualTo((true, 0, 0)));
    }

    [Test]
    public async Task A_row_that_looks_before_it_names_a_file_brings_it_back_however_long_that_takes()
    {
        await Condemn();
        await Put();
        await _office.Condemned.Round(default);
        _office.Clock.Now += TimeSpan.FromMinutes(10);

        var keeps = _office.Content.Keeps(_file);
        await _office.Condemned.Round(default);
        await Name();
        await _office.DestroyCondemned();

        Assert.That((keeps, _office.Content.Has(_file)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_row_that_comes_too_late_is_told_that_the_file_is_gone()
    {
        await Condemn();
        await _office.DestroyCondemned();

        Assert.That(_office.Content.Keeps(_file), Is.False);
    }

    [Test]
    public async Task Bytes_put_again_behind_that_are_a_file_of_their_own()
    {
        await Condemn();
        await _office.Condemned.Round(default);

        await Put();
        await Name();
        await _office.DestroyCondemned();

        Assert.That((_office.Content.Has(_file), Copies()), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task What_a_kill_left_aside_is_destroyed_or_given_back_all_the_same()
    {
        var kept = (await _office.Content.Put(stream => stream.WriteAsync("khác"u8.ToArray()).AsTask())).Sha256;
        var aside = new LaidAside(_office.Options, _office.Content);
        aside.Lay(_file, _office.Clock.Now);
        aside.Lay(kept, _office.Clock.Now);

        await Name(kept);
        await _office.DestroyCondemned();

        Assert.That((_office.Content.Has(kept), Copies()), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task A_backup_gives_back_what_is_named_and_lies_aside()
    {
        await Name();
        new LaidAside(_office.Options, _office.Content).Lay(_file, _office.Clock.Now);
        using var desk = new BackupDesk();

        await desk.Take(_office);

        Assert.That(desk.Place.Content().Has(_file) && _office.Content.Has(_file));
    }

    [Test]
    public async Task What_a_crash_kept_alive_is_destroyed_at_the_next_start()
    {
        await Condemn();

        await _office.Condemned.StartAsync(default);

        Assert.That(() => _office.Content.Has(_file), Is.False.After(10_000, 20));
        await _office.Condemned.StopAsync(default);
    }

    [Test]
    public async Task A_file_that_a_living_row_names_stays_until_that_one_lets_go_of_it_too()
    {
        await Name();
        await Condemn();
        await _office.Condemned.Round(default);
        var shared = _office.Content.Has(_file);

        await _office.Run("update workflow_file set sha256 = @Other", new { Other = new string('0', 64) });
        _office.Clock.Now += TimeSpan.FromMinutes(1);
        await _office.Condemned.Round(default);

        Assert.That((shared, _office.Content.Has(_file)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_destroyed_file_that_came_in_anew_is_destroyed_again_when_it_is_condemned_again()
    {
        await Condemn();
        await _office.Condemned.Round(default);
        await Put();
        var anew = _office.Content.Has(_file);

        await Condemn();
        await _office.Condemned.Round(default);

        Assert.That((anew, _office.Content.Has(_file)), Is.EqualTo((true, false)));
    }

    private Task<StoredFile> Put() => _office.Content.Put(stream => stream.WriteAsync("tệp"u8.ToArray()).AsTask());

    private Task Name(string? sha256 = null) => _office.Run(Version, new { Sha256 = sha256 ?? _file, _office.Clock.Now });

    private int Copies() => new[] { "content", "condemned" }.Select(folder => Path.Combine(_office.Folder, folder)).Where(Directory.Exists)
        .Sum(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count());

    private Task Condemn() => _office.Database.Write(session => session.Condemn(_file, Guid.Empty));

    private Task<IReadOnlyList<string>> Destroyed() => _office.Database.Read(session =>
        session.List<string>("select hash from platform_condemned where destroyed_at is not null"));

    private const string Version = """
        insert into workflow_file (case_id, ordinal, sha256, origin, by_name, at)
        values ('00000000-0000-0000-0000-000000000001', 1, @Sha256, 'Registered', '', @Now)
        """;
}
