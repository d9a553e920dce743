using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>One <c>docflow serve --role …</c> of several in an installation, whose clock may go wrong.</summary>
internal sealed class RoleProcess(string name, string role, RoleProcess.House house) : IPart
{
    /// <summary>What all processes of an installation are told.</summary>
    public sealed record House(string Data, string Logs, string Connection, string Bus);

    private readonly ServerProcess _server = new(house.Data, "--role", role) { Log = Path.Combine(house.Logs, name + ".log") };

    public string Name => name;

    public string Role => role;

    public string Log => _server.Log;

    public Uri Address => _server.Address;

    /// <summary>The clock that its next life goes by; the machine's own unless it is moved.</summary>
    public MovedClock? Clock { get; set; }

    public IReadOnlyList<int> Processes => _server.Runs ? [_server.Id] : [];

    /// <summary>How its last life ended.</summary>
    public int? ExitCode => _server.ExitCode;

    /// <summary>What its life has cost so far.</summary>
    public TimeSpan Cpu => _server.Cpu;

    /// <summary>The first administrator's password, if this process told it.</summary>
    public string FirstPassword => _server.FirstPassword;

    public string LastWords => ExitCode is { } code and not 137
        ? $"ended by itself with {code}: {string.Join(" | ", File.ReadLines(Log).TakeLast(3))}"
        : "";

    public Task Start()
    {
        var environment = new Dictionary<string, string>(Clock?.Settings ?? new Dictionary<string, string>())
        {
            ["DOCFLOW_DATA__ENGINE"] = "postgresql",
            ["DOCFLOW_DATA__CONNECTION"] = house.Connection,
            ["DOCFLOW_BUS__ADDRESS"] = house.Bus,
        };
        _server.Environment = environment;
        _server.StartOnly();
        return Task.CompletedTask;
    }

    /// <summary>Whether it says that it is ready.</summary>
    public Task<bool> Ready() => _server.IsReady();
}
