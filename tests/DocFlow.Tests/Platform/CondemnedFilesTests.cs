using DocFlow.Platform.Storage;
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
        _file = (await _office.Content.Put(stream => stream.WriteAsync("tệp"u8.ToArray()).AsTask())).Sha256;
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_condemned_file_is_destroyed_and_its_hash_stays()
    {
        await Condemn();

        await _office.Condemned.Round(default);

        Assert.That(_office.Content.Has(_file), Is.False);
        Assert.That(await Destroyed(), Is.EqualTo(new[] { _file }));
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
        await _office.Run(Version, new { Sha256 = _file, _office.Clock.Now });
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
        await _office.Content.Put(stream => stream.WriteAsync("tệp"u8.ToArray()).AsTask());
        var anew = _office.Content.Has(_file);

        await Condemn();
        await _office.Condemned.Round(default);

        Assert.That((anew, _office.Content.Has(_file)), Is.EqualTo((true, false)));
    }

    private Task Condemn() => _office.Database.Write(session => session.Condemn(_file, Guid.Empty));

    private Task<IReadOnlyList<string>> Destroyed() => _office.Database.Read(session =>
        session.List<string>("select hash from platform_condemned where destroyed_at is not null"));

    private const string Version = """
        insert into workflow_file (case_id, ordinal, sha256, origin, by_name, at)
        values ('00000000-0000-0000-0000-000000000001', 1, @Sha256, 'Registered', '', @Now)
        """;
}
