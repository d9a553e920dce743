using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>
/// The load driver as a process of its own, patient: an office and its recipients who ask again. It audits what came of it over HTTP.
/// </summary>
internal sealed class LoadDriver(Installation house, Action<string> tell) : IDisposable
{
    private const double PapersASecond = 500 / (8 * 3600.0); // its office hours, at the pace of the clock on the wall
    private Process? _process;

    /// <summary>What it knows by heart: passwords, PINs, secrets.</summary>
    public string OfficeFile => Path.Combine(house.Folder, "office.json");

    public bool Runs => _process is { HasExited: false };

    /// <summary>Begins; spread over this time, or as fast as they go.</summary>
    public void Start(int documents, int atOnce, TimeSpan? over = null)
    {
        string[] wish =
        [
            "--office", OfficeFile, "--first-words", house.Services[0].Log, "--patience", "300",
            .. house.Addresses.SelectMany(address => new[] { "--url", address.ToString().TrimEnd('/') }),
            "--documents", Text(documents), "--warm-up", "0", "--at-once", Text(atOnce),
            .. over is { } time ? new[] { "--speed-up", Text(documents / time.TotalSeconds / PapersASecond) } : [],
        ];
        _process = new Process { StartInfo = DocFlowBinary.LoadDriver(wish) };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits for its end; 0 when its audit found nothing.</summary>
    public async Task<int> Ended(CancellationToken stop)
    {
        await _process!.WaitForExitAsync(stop);
        return _process.ExitCode;
    }

    /// <summary>Every secret it knows, to be looked for where none may be.</summary>
    public IReadOnlyList<string> Secrets() => [.. SecretsIn(JsonDocument.Parse(File.ReadAllBytes(OfficeFile)).RootElement).Distinct()];

    public void Dispose()
    {
        if (Runs)
            _process!.Kill();
        _process?.Dispose();
    }

    private static IEnumerable<string> SecretsIn(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().SelectMany(SecretsIn),
        JsonValueKind.Object => at.EnumerateObject().SelectMany(one => one.Value.ValueKind == JsonValueKind.String && IsSecret(one.Name)
            ? [one.Value.GetString()!]
            : SecretsIn(one.Value)),
        _ => [],
    };

    private static bool IsSecret(string name) =>
        new[] { "password", "pin", "secret" }.Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private void Hear(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            tell("  load   " + line.Trim());
    }
}
