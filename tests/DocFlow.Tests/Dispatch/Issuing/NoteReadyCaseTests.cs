using DocFlow.Dispatch.Issuing;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Issuing;

public sealed class NoteReadyCaseTests
{
    private DispatchOffice _dispatch = null!;

    [SetUp]
    public void Open() => _dispatch = new DispatchOffice();

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_readiness_brought_twice_waits_once()
    {
        await _dispatch.Bring(_dispatch.Letter(), times: 2);

        var waiting = await _dispatch.Office.Database.Read(session => session.List<string>("select state from dispatch_ready"));

        Assert.That(waiting, Is.EqualTo(new[] { "waiting" }));
    }

    [Test]
    public async Task A_newer_readiness_replaces_the_older_and_voids_the_number_that_was_reserved_for_it()
    {
        var first = _dispatch.Letter();
        var reserved = await _dispatch.Reserve(await _dispatch.Ready(first));

        var newer = await _dispatch.Ready(first with { CaseVersion = 9, FileSha256 = new string('b', 64) });

        Assert.That((newer.CaseVersion, newer.State), Is.EqualTo((9, ReadyCase.Waiting)));
        Assert.That(await _dispatch.StateOf(reserved.Issue.Id), Is.EqualTo("void"));
    }

    [Test]
    public async Task An_older_readiness_that_comes_late_changes_nothing()
    {
        var late = _dispatch.Letter();
        await _dispatch.Ready(late with { CaseVersion = 9 });

        var standing = await _dispatch.Ready(late);

        Assert.That((standing.CaseVersion, standing.State), Is.EqualTo((9, ReadyCase.Waiting)));
    }
}
