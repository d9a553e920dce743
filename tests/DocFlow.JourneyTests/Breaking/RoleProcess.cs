using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>One <c>docflow serve --role …</c> of several; everything it says goes into its log, over all its lives.</summary>
internal sealed partial class RoleProcess(string name, string role, RoleProcess.House house) : IPart
{
    /// <summary>What all processes of an installation are told.</summary>
    public sealed record House(string Data, string Logs, string Connection, string Bus);

    private Process? _process;

    public string Name => name;

    public string Role => role;

    public string Log { get; } = Path.Combine(house.Logs, name + ".log");

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePorts.One()}");

    /// <summary>The clock that its next life goes by; the machine's own unless it is moved.</summary>
    public MovedClock? Clock { get; set; }

    /// <summary>Where its next life kills itself, once.</summary>
    public string? CrashAt { get; set; }

    public IReadOnlyList<int> Processes => _process is { HasExited: false } ? [_process.Id] : [];

    /// <summary>How its last life ended.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>What its life has cost so far.</summary>
    public TimeSpan Cpu => _process is { HasExited: false } lives ? lives.TotalProcessorTime : TimeSpan.Zero;

    public string LastWords => _process is { HasExited: true, ExitCode: not 137 } ended
        ? $"ended by itself with {ended.ExitCode}: {string.Join(" | ", File.ReadLines(Log).TakeLast(3))}"
        : "";

    public Task Start()
    {
        _process?.Dispose();
        var serve = DocFlowBinary.Command("serve", "--role", role, "--data", house.Data, "--urls", Address.ToString().TrimEnd('/'));
        var start = new ProcessStartInfo("/bin/sh", ["-c", """exec "$@" >> "$LOG" 2>&1""", "sh", serve.FileName, .. serve.ArgumentList])
        {
            WorkingDirectory = serve.WorkingDirectory,
        };
        foreach (var (key, value) in Environment())
            start.Environment[key] = value;
        Clock?.Set(start.Environment);
        if (CrashAt is not null)
            start.Environment["DOCFLOW_CRASH_AT"] = CrashAt;
        CrashAt = null;
        _process = Process.Start(start);
        return Task.CompletedTask;
    }

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> Ready()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>The first administrator's password, if this process told it.</summary>
    public string? FirstPassword() =>
        File.Exists(Log) && OneTimePassword().Match(File.ReadAllText(Log)) is { Success: true } told ? told.Groups[1].Value : null;

    private Dictionary<string, string> Environment() => new()
    {
        ["LOG"] = Log,
        ["MASSTRANSIT_USAGE_TELEMETRY"] = "false",
        ["DOCFLOW_DATA__ENGINE"] = "postgresql",
        ["DOCFLOW_DATA__CONNECTION"] = house.Connection,
        ["DOCFLOW_BUS__ADDRESS"] = house.Bus,
    };

    [GeneratedRegex(@"one-time password (\S+)")]
    private static partial Regex OneTimePassword();
}
