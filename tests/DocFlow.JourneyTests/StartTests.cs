using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

public sealed class StartTests
{
    [TestCase("intake")]
    [TestCase("workflow")]
    [TestCase("dispatch")]
    [TestCase("web")]
    public async Task A_role_other_than_all_is_refused_with_the_bus_in_memory(string role)
    {
        using var folder = new TemporaryFolder();

        var ran = await DocFlowBinary.Run("serve", "--role", role, "--data", folder["data"], "--urls", "http://127.0.0.1:0");

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.Contain("needs a bus between processes").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Without_arguments_it_says_what_it_is_with_three_examples()
    {
        var ran = await DocFlowBinary.Run();

        Assert.That(ran.ExitCode, Is.Zero);
        Assert.That(ran.Output, Does.Contain("docflow demo").And.Contain("docflow serve").And.Contain("docflow verify"));
    }

    [Test]
    public async Task The_first_administrators_password_is_told_once()
    {
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.Start();
        var first = server.FirstPassword;
        await server.Kill();

        await server.Start();

        Assert.That(first, Is.Not.Empty);
        Assert.That(server.Said, Does.Not.Contain("one-time password"));
    }
}
