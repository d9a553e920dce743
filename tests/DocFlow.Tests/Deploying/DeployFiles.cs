using System.Diagnostics;
using System.Text.Json;
using DocFlow.Host.Commands;
using DocFlow.Tests.Architecture;
using NUnit.Framework;

namespace DocFlow.Tests.Deploying;

/// <summary>What is in deploy/, read by the parsers that read it where it is used.</summary>
internal static class DeployFiles
{
    public static string PathOf(string name) => Path.Combine(Repository.Root, "deploy", name);

    public static string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>A YAML file as JSON.</summary>
    public static JsonElement Yaml(string name)
    {
        const string convert = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8'))))";
        var (exit, said) = Run("python3", "-c", convert, PathOf(name));
        Assert.That(exit, Is.Zero, said);
        return JsonDocument.Parse(said).RootElement;
    }

    /// <summary>What docflow's own command line has against these arguments.</summary>
    public static IEnumerable<string> Faults(IEnumerable<string> arguments) =>
        CommandTree.Create().Parse([.. arguments]).Errors.Select(error => $"{string.Join(' ', arguments)}: {error.Message}");

    /// <summary>Runs a tool that tests/run.sh installs.</summary>
    public static (int ExitCode, string Said) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail($"{program}: {missing.Message}; tests/run.sh installs it.");
            Assert.Ignore($"{program} is not installed: {missing.Message}");
            throw;
        }
    }
}
