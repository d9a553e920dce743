using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace DocFlow.JourneyTests.Support;

/// <summary>
/// A separate <c>docflow serve</c> on one folder and one port, that can be killed and started again as often as a test wants; everything it
/// says goes into its log, over all its lives.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string[] _arguments;
    private Process? _process;
    private int _saidBefore;

    public ServerProcess(string folder, params string[] arguments)
    {
        (_folder, _arguments) = (folder, arguments);
        Address = new Uri($"http://127.0.0.1:{FreePorts.One()}");
        Log = $"{folder}.{Address.Port}.log";
    }

    public Uri Address { get; }

    /// <summary>Where it says what it does; beside its folder, unless told otherwise.</summary>
    public string Log { get; init; }

    /// <summary>Configuration that each start is given.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>How long a start may take until it is ready.</summary>
    public TimeSpan StartsWithin { get; init; } = TimeSpan.FromSeconds(90);

    public int Id => _process!.Id;

    public bool Runs => _process is { HasExited: false };

    /// <summary>How its last life ended.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>What its life has cost so far.</summary>
    public TimeSpan Cpu => Runs ? _process!.TotalProcessorTime : TimeSpan.Zero;

    /// <summary>What the process said since its last start.</summary>
    public string Said => Encoding.UTF8.GetString(Words().AsSpan(_saidBefore));

    /// <summary>The first administrator's one-time password, told by the very first start; else nothing.</summary>
    public string FirstPassword => OneTimePassword().Match(Encoding.UTF8.GetString(Words())).Groups[1].Value;

    /// <summary>Starts it.</summary>
    public async Task Start()
    {
        StartOnly();
        await Ready();
    }

    /// <summary>
    /// Starts it and does not wait; with a seam's name it will kill itself there, perhaps before it says that it is ready.
    /// </summary>
    public void StartOnly(string? crashAt = null)
    {
        _saidBefore = Words().Length;
        var start = DocFlowBinary.CommandInto(
            Log, ["serve", "--data", _folder, "--urls", Address.ToString().TrimEnd('/'), .. _arguments]);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        if (crashAt is not null)
            start.Environment["DOCFLOW_CRASH_AT"] = crashAt;
        _process = Process.Start(start); // the one before is the collector's: somebody may be looking at it just now
    }

    /// <summary>SIGTERM, as a service manager does it, and waits for its graceful end; its exit code.</summary>
    public async Task<int> Stop()
    {
        await Tool.Run("kill", "-TERM", Id.ToString(CultureInfo.InvariantCulture));
        await Died(within: TimeSpan.FromSeconds(60));
        return _process!.ExitCode;
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for it to die by itself, at a seam.</summary>
    public async Task Died(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await _process!.WaitForExitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (Runs)
            await Kill();
        _process?.Dispose();
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task Ready()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartsWithin; await Task.Delay(50))
        {
            if (!Runs)
                throw new InvalidOperationException($"The server ended with {ExitCode}:\n{Said}");
            if (await IsReady())
                return;
        }

        throw new TimeoutException($"The server is not ready:\n{Said}");
    }

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReady()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private byte[] Words() => File.Exists(Log) ? File.ReadAllBytes(Log) : [];

    [GeneratedRegex(@"one-time password (\S+)")]
    private static partial Regex OneTimePassword();
}
