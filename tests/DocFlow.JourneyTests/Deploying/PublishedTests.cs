using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Deploying;

[NonParallelizable]
public sealed class PublishedTests
{
    private const string Nobody = "65534";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);

    [Test]
    [CancelAfter(900_000)]
    public async Task What_the_image_publishes_runs_from_a_folder_it_cannot_write_as_somebody_else(CancellationToken stop)
    {
        using var folder = new TemporaryFolder();
        await OtherTools.Succeeds("chmod", "755", folder.Path);
        await Publish(folder["app"]);
        await OtherTools.Succeeds("chmod", "-R", "a-w,a+rX", folder["app"]);
        string[] owner = Environment.IsPrivilegedProcess ? ["-o", Nobody, "-g", Nobody] : [];
        await OtherTools.Succeeds("install", ["-d", "-m", "0700", .. owner, folder["data"]]);
        var address = $"http://127.0.0.1:{FreePorts.One()}";
        using var server = Process.Start(AsNobody(folder["app"], "serve", "--data", folder["data"], "--urls", address))!;

        var health = await Until(() => Tool.Run(AsNobody(folder["app"], "health", "--url", address + "/health/ready")), stop);
        var silent = await Tool.Run(AsNobody(folder["app"], "health", "--url", "http://127.0.0.1:1/health/live"));
        server.Kill();
        await server.WaitForExitAsync(stop);

        Assert.That(health.ExitCode, Is.Zero, health.All);
        Assert.That(health.Output, Does.StartWith("200"));
        Assert.That(silent.ExitCode, Is.EqualTo(1));
        Assert.That(Directory.EnumerateFileSystemEntries(folder["data"]), Is.Not.Empty);
        Assert.That(Directory.EnumerateFiles(folder["app"], "*.dll").Where(NeedsCompiling), Is.Empty);
    }

    // a library of types and forwards alone has nothing to compile; every other carries its machine's code (ADR 0029)
    private static bool NeedsCompiling(string library)
    {
        using var file = File.OpenRead(library);
        using var image = new PEReader(file);
        if (image is not { HasMetadata: true, PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size: 0 })
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.MethodDefinitions.Any(method => metadata.GetMethodDefinition(method).RelativeVirtualAddress != 0);
    }

    // the words of deploy/Dockerfile
    private static async Task Publish(string to)
    {
        var line = (await File.ReadAllLinesAsync(Path.Combine(DocFlowBinary.Root, "deploy/Dockerfile")))
            .Single(step => step.StartsWith("RUN dotnet publish", StringComparison.Ordinal));
        var words = line["RUN dotnet ".Length..].Replace("-o /app", $"-o {to}", StringComparison.Ordinal).Split(' ');
        var publish = new ProcessStartInfo("dotnet", words)
        {
            WorkingDirectory = DocFlowBinary.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var ran = await Tool.Run(publish, TimeSpan.FromMinutes(6));
        Assert.That(ran.ExitCode, Is.Zero, ran.All);
    }

    private static ProcessStartInfo AsNobody(string app, params string[] command)
    {
        string[] run = ["dotnet", Path.Combine(app, "docflow.dll"), .. command];
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", .. run])
            : new ProcessStartInfo(run[0], run[1..]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, app);
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["MASSTRANSIT_USAGE_TELEMETRY"] = "false";
        return start;
    }

    private static async Task<Ran> Until(Func<Task<Ran>> ask, CancellationToken stop)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(300, stop))
        {
            var answer = await ask();
            if (answer.ExitCode == 0 || waited.Elapsed > StartsWithin)
                return answer;
        }
    }
}
