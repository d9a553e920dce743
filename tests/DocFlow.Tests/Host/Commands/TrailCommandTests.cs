using DocFlow.Host.Commands;
using DocFlow.Tests.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

public sealed class TrailCommandTests
{
    private TrailDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new TrailDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task A_trail_that_holds_is_exit_0_and_called_proved_only_with_a_root_kept_outside()
    {
        var root = await _desk.Act();

        Assert.That(await Run("trail", "verify"), Is.EqualTo(0));
        Assert.That(await Run("trail", "verify", "--root", root.Hash), Is.EqualTo(0));
        Assert.That(TrailCommand.Say(await _desk.Verify()), Does.StartWith("self-consistent, not proved"));
        Assert.That(TrailCommand.Say(await _desk.Verify(root.Hash)), Does.StartWith("proved: everything up to root 1"));
    }

    [Test]
    public async Task A_trail_that_was_tampered_with_is_exit_1_and_says_where()
    {
        await _desk.Act();
        await _desk.Tamper("update trail_entry set act = 'approved' where sequence = 2");

        Assert.That(await Run("trail", "verify"), Is.EqualTo(1));
        Assert.That(TrailCommand.Say(await _desk.Verify()), Does.Contain("entry 2 (approved): its content was rewritten"));
    }

    [Test]
    public async Task A_root_that_is_not_in_the_trail_is_exit_1()
    {
        await _desk.Act();

        Assert.That(await Run("trail", "verify", "--root", new string('0', 64)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_folder_without_an_installation_is_exit_1_and_stays_as_it_is()
    {
        var empty = Directory.CreateTempSubdirectory("docflow-test-");

        var exit = await CommandTree.Create().Parse(["trail", "verify", "--data", empty.FullName]).InvokeAsync();

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(empty.EnumerateFileSystemInfos(), Is.Empty);
        empty.Delete();
    }

    private Task<int> Run(params string[] args) => CommandTree.Create().Parse([.. args, "--data", _desk.Office.Folder]).InvokeAsync();
}
