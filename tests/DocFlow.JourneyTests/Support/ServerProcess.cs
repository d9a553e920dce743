using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace DocFlow.JourneyTests.Support;

/// <summary>
/// A separate <c>docflow serve</c> on one folder and one port, that can be killed and started again as often as a test wants.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string[] _arguments;
    private Process? _process;
    private List<string> _said = [];

    public ServerProcess(string folder, params string[] arguments)
    {
        (_folder, _arguments) = (folder, arguments);
        Address = new Uri($"http://127.0.0.1:{FreePorts.One()}");
    }

    public Uri Address { get; }

    /// <summary>Configuration that each start is given.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>How long a start may take until it is ready.</summary>
    public TimeSpan StartsWithin { get; init; } = TimeSpan.FromSeconds(60);

    public int Id => _process!.Id;

    /// <summary>The first administrator's one-time password, told by the very first start.</summary>
    public string FirstPassword { get; private set; } = "";

    /// <summary>What the process said since its last start.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said);
        }
    }

    public bool Runs => _process is { HasExited: false };

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
        var start = DocFlowBinary.Command(["serve", "--data", _folder, "--urls", Address.ToString().TrimEnd('/'), .. _arguments]);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        if (crashAt is not null)
            start.Environment["DOCFLOW_CRASH_AT"] = crashAt;
        var said = _said = [];
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(said, line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(said, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>SIGTERM, as a service manager does it, and waits for its graceful end; its exit code.</summary>
    public async Task<int> Stop(TimeSpan? within = null)
    {
        await Tool.Run("kill", "-TERM", Id.ToString(CultureInfo.InvariantCulture));
        await Died(within ?? TimeSpan.FromSeconds(60));
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
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartsWithin; await Task.Delay(50))
        {
            if (!Runs)
                throw new InvalidOperationException($"The server ended with {_process!.ExitCode}:\n{Said}");
            if (await Answers(http))
                return;
        }

        throw new TimeoutException($"The server is not ready:\n{Said}");
    }

    private static async Task<bool> Answers(HttpClient http)
    {
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

    private void Hear(List<string> said, string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.Add(line);
        if (OneTimePassword().Match(line) is { Success: true } told)
            FirstPassword = told.Groups[1].Value;
    }

    [GeneratedRegex(@"one-time password (\S+)")]
    private static partial Regex OneTimePassword();
}
