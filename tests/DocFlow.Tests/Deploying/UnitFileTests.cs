using System.Text.RegularExpressions;
using NUnit.Framework;

namespace DocFlow.Tests.Deploying;

public sealed partial class UnitFileTests
{
    private static readonly string[] Hardened =
    [
        "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet=", "UMask=0077",
        "User=docflow",
    ];

    private static IEnumerable<string> Services => Units("*.service");

    [Test]
    public void Systemd_finds_nothing_wrong_with_the_units() => Assert.That(Verify(text => text), Is.EqualTo((0, "")));

    [TestCase("ProtectSystem=strict", "ProtectSystem=strickt")]
    [TestCase("Restart=always", "Restarts=always")]
    [TestCase("/usr/bin/dotnet", "/usr/bin/no-such-program")]
    public void Systemd_finds_what_is_wrong(string right, string wrong) =>
        Assert.That(Verify(text => text.Replace(right, wrong, StringComparison.Ordinal)).Said, Is.Not.Empty);

    [TestCaseSource(nameof(Services))]
    public void A_service_is_shut_in(string unit)
    {
        var lines = DeployFiles.Text($"systemd/{unit}").Split('\n');

        Assert.That(lines, Is.SupersetOf(Hardened));
        Assert.That(lines, Has.None.Contain("Password="));
    }

    [TestCaseSource(nameof(Services))]
    public void Docflow_understands_what_a_service_starts(string unit)
    {
        var text = DeployFiles.Text($"systemd/{unit}");
        var words = Started().Match(text).Groups[1].Value
            .Replace("${DOCFLOW_ROLE}", "web", StringComparison.Ordinal)
            .Replace("${DOCFLOW_URLS}", "http://127.0.0.1:5080", StringComparison.Ordinal)
            .Replace("${DOCFLOW_MIGRATE}", "never", StringComparison.Ordinal)
            .Replace("%d/", "/run/", StringComparison.Ordinal);

        Assert.That(words, Is.Not.Empty);
        Assert.That(DeployFiles.Faults(words.Split(' ')), Is.Empty);
    }

    [Test]
    public void A_process_has_longer_to_stop_than_it_gives_itself()
    {
        var text = DeployFiles.Text("systemd/docflow@.service");
        int Seconds(Regex of) => int.Parse(of.Match(text).Groups[1].Value, null);

        Assert.That(Seconds(Patience()), Is.GreaterThan(Seconds(Within())));
    }

    private static IEnumerable<string> Units(string pattern) =>
        Directory.EnumerateFiles(DeployFiles.PathOf("systemd"), pattern).Select(file => Path.GetFileName(file)).Order();

    // a folder of their own: where they are found, systemd-analyze also asks for the units that they name
    private static (int ExitCode, string Said) Verify(Func<string, string> change)
    {
        var folder = Directory.CreateTempSubdirectory("docflow-units-").FullName;
        foreach (var unit in Units("*.service").Concat(Units("*.timer")))
        {
            var name = unit.Replace("@.", "@web.", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, name), change(DeployFiles.Text($"systemd/{unit}")));
        }

        var verified = DeployFiles.Run("systemd-analyze", ["verify", "--man=no", .. Directory.GetFiles(folder)]);
        Directory.Delete(folder, recursive: true);
        return verified;
    }

    [GeneratedRegex(@"^ExecStart=/usr/bin/dotnet /opt/docflow/docflow\.dll (.*)$", RegexOptions.Multiline)]
    private static partial Regex Started();

    [GeneratedRegex(@"TimeoutStopSec=(\d+)")]
    private static partial Regex Patience();

    [GeneratedRegex(@"--stop-within (\d+)")]
    private static partial Regex Within();
}
