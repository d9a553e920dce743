using System.Diagnostics;

namespace DocFlow.JourneyTests.Support;

/// <summary>What a program that ran to its end left behind.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;
}

/// <summary>Programs of other people that look at our files.</summary>
internal static class Tool
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(3);

    public static Task<Ran> Run(string program, params IEnumerable<string> arguments) => Run(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });

    public static async Task<Ran> Run(ProcessStartInfo start, TimeSpan? atMost = null)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start.");
        using var patience = new CancellationTokenSource(atMost ?? Usual);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new Ran(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
