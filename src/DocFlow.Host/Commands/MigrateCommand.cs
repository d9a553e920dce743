using System.CommandLine;
using DocFlow.Platform.Data;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow migrate</c>: brings the schema up to what this version needs, while older processes go on working; with --contract also
/// takes away what only they used.
/// </summary>
public static class MigrateCommand
{
    private static readonly Option<bool> Contract = new("--contract")
    {
        Description = "also take away what only older versions used: when none of them runs any more",
    };

    /// <summary>The command; exit code 0 when the schema fits this version.</summary>
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the schema up to what this version needs.") { Office.Folder, Contract };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        var ran = await office.Get<Migrations>().Apply(parsed.GetValue(Contract), stop);
        foreach (var script in ran)
            Console.WriteLine("applied " + script);
        var pending = (await office.Get<Migrations>().Look(stop)).Pending;
        Console.WriteLine(pending.Count == 0
            ? "The schema is up to date."
            : $"Left for docflow migrate --contract, when no older version runs any more: {string.Join(", ", pending)}.");
        return 0;
    }
}
