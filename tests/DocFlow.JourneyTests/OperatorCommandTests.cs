using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

/// <summary>What a script that watches an office goes by: the exit codes of <c>docflow stuck</c> and <c>docflow reconcile</c>.</summary>
public sealed class OperatorCommandTests
{
    private TemporaryFolder _begun = null!;
    private TemporaryFolder _folder = null!;

    private string Data => _folder["data"];

    [OneTimeSetUp]
    public async Task Begin()
    {
        _begun = new TemporaryFolder();
        await using var server = new ServerProcess(_begun["data"]);
        await server.Start();
        await server.Stop();
    }

    [OneTimeTearDown]
    public void End() => _begun.Dispose();

    [SetUp]
    public async Task Open()
    {
        _folder = new TemporaryFolder();
        await OtherTools.Succeeds("cp", "-a", _begun["data"], Data);
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public async Task An_office_in_order_is_told_by_zero()
    {
        var stuck = await DocFlowBinary.Run("stuck", "list", "--data", Data);
        var standing = await DocFlowBinary.Run("reconcile", "--data", Data);

        Assert.That((stuck.ExitCode, standing.ExitCode), Is.EqualTo((0, 0)), stuck.All + standing.All);
        Assert.That(stuck.Output + standing.Output, Does.Contain("Nothing is stuck.").And.Contain("Nothing stands still"));
    }

    [Test]
    public async Task What_is_stuck_is_told_by_one_until_it_is_put_back()
    {
        var id = (await Trouble.FailedMessage(Trouble.Embedded(Data))).ToString();

        var told = await ExitCodes(["stuck", "list"], ["stuck", "explain", id], ["reconcile"], ["reconcile", "--heal"]);
        var back = await ExitCodes(["stuck", "retry", id], ["stuck", "explain", id], ["stuck", "retry", id], ["stuck", "retry", "--all"]);

        Assert.That(told, Is.EqualTo(new[] { 1, 1, 1, 1 }), "a message that failed is for a person to put back");
        Assert.That(back, Is.EqualTo(new[] { 0, 0, 1, 0 }), "what is on its way already cannot be put back");
    }

    [Test]
    public async Task A_message_or_an_office_that_is_not_there_is_told_by_one()
    {
        var unknown = Guid.CreateVersion7().ToString();

        Assert.That(await ExitCodes(["stuck", "explain", unknown], ["stuck", "retry", unknown]), Is.EqualTo(new[] { 1, 1 }));
        Assert.That((await DocFlowBinary.Run("reconcile", "--data", _folder["nowhere"])).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Wrong_usage_is_told_by_sixty_four()
    {
        var codes = await ExitCodes(
            ["stuck", "retry"], ["stuck", "explain"], ["stuck", "explain", "not-an-id"], ["stuck", "lost"],
            ["reconcile", "--patience", "-1"]);

        Assert.That(codes, Has.Length.EqualTo(5).And.All.EqualTo(64));
    }

    private async Task<int[]> ExitCodes(params string[][] commands)
    {
        var codes = new List<int>();
        foreach (var command in commands)
            codes.Add((await DocFlowBinary.Run([.. command, "--data", Data])).ExitCode);
        return [.. codes];
    }
}
