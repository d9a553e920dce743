using DocFlow.Host.Commands;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

/// <summary>docflow directory import and sync, with an installation of its own and a real node that has a list.</summary>
public sealed class DirectoryCommandTests
{
    private Node _node = null!;
    private TestInstallation _office = null!;

    [SetUp]
    public async Task Open()
    {
        _node = await Node.Open();
        _office = new TestInstallation();
        await File.WriteAllTextAsync(In("secret.txt"), _node.SecretOf("H53") + "\n");
        await Run(0, "peer", "add", "--code", "G22", "--endpoint", new Uri(_node.Address, "exchange/vxp").ToString(), "--system", "H53",
            "--secret-file", In("secret.txt"));
    }

    [TearDown]
    public async Task Close()
    {
        await _node.DisposeAsync();
        _office.Dispose();
    }

    [Test]
    public async Task The_list_of_a_peer_is_taken_over_and_taken_again_changes_nothing()
    {
        await Run(0, "directory", "sync", "G22");
        var first = await Listed();
        await Run(0, "directory", "sync", "G22");

        Assert.That(first.Select(entry => (entry.Code, entry.Source)), Is.EquivalentTo(new[]
        {
            ("G12", "peer:G22"), ("G22", "peer:G22"), ("H53", "peer:G22"),
        }));
        Assert.That((await Listed()).Select(entry => entry.ChangedAt), Is.EqualTo(first.Select(entry => entry.ChangedAt)));
    }

    [Test]
    public async Task A_peer_that_nobody_knows_or_that_does_not_answer_is_told_by_exit_1_and_nothing_changes()
    {
        await Run(1, "directory", "sync", "H99");
        await Run(0, "peer", "change", "--code", "G22", "--system", "nobody");

        await Run(1, "directory", "sync", "G22");

        Assert.That(await Listed(), Is.Empty);
    }

    [Test]
    public async Task A_file_is_taken_over_as_a_whole_or_not_at_all()
    {
        await File.WriteAllTextAsync(In("bad.csv"), "code,name\nH53,Tỉnh Tây Ninh\nH53,Trùng mã");
        await File.WriteAllTextAsync(In("good.csv"), "code,name\nH53,Tỉnh Tây Ninh");

        await Run(1, "directory", "import", In("bad.csv"));
        var nothing = await Listed();
        await Run(0, "directory", "import", In("good.csv"));

        Assert.That(nothing, Is.Empty);
        Assert.That((await Listed()).Single().Name, Is.EqualTo("Tỉnh Tây Ninh"));
    }

    private string In(string name) => Path.Combine(_office.Folder, name);

    private Task<IReadOnlyList<DirectoryEntry>> Listed() =>
        _office.Database.Read(session => DirectoryEntry.Below(session, null, 0, 100));

    private async Task Run(int exit, params string[] words) => Assert.That(
        await CommandTree.Create().Parse([.. words, "--data", _office.Folder]).InvokeAsync(), Is.EqualTo(exit), string.Join(' ', words));
}
