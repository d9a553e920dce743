using DocFlow.Host.Demo;

namespace DocFlow.Benchmarks.Lists;

/// <summary>
/// <c>lists --documents N --engine sqlite|postgresql --data DIR [--connection TEXT] [--seed-only] [--all-done]</c>: seeds an office with a
/// year of N documents (or takes up the one that lies in DIR), starts a server process on it and measures every list over HTTP. Exit code
/// 0 when each p95 is below 50 ms. With <c>--all-done</c> nothing of the year is left on anybody's desk.
/// </summary>
public static class ListsCommand
{
    private const string Usage =
        "lists --documents N --engine sqlite|postgresql --data DIR [--connection 'Host=…;Database=…'] [--seed-only] [--all-done]";

    public static async Task<int> Run(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        if (!int.TryParse(Value("--documents"), out var documents) || Value("--data") is not { } folder)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 64;
        }

        var installation = new SeededInstallation(Value("--engine") ?? "sqlite", folder, Value("--connection"));
        if (!File.Exists(installation.OfficeFile))
            await Seed.Run(installation, documents, args.Contains("--all-done"), default);
        return args.Contains("--seed-only") || await Measure(installation, documents) ? 0 : 1;
    }

    private static async Task<bool> Measure(SeededInstallation installation, int documents)
    {
        await using var server = await installation.Serve();
        using var lists = new MeasureLists(EnrolledOffice.Load(installation.OfficeFile)!, server.Address, documents);
        return await lists.Run(default);
    }
}
