using System.CommandLine;
using System.Text.Json;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Reconciling;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow reconcile</c>: says what stands still, is missing or does not fit, of an installation that runs or not; exit 0 nothing, 1
/// findings, 64 wrong usage.
/// </summary>
public static class ReconcileCommand
{
    private static readonly Option<bool> Heal = new("--heal") { Description = "wake and mend what is safe; the trail says so" };
    private static readonly Option<bool> Hash = new("--hash") { Description = "read every stored file again and compare it with its name" };
    private static readonly Option<bool> Json = new("--json") { Description = "answer as JSON" };

    private static readonly Option<int> Patience = new("--patience")
    {
        Description = "how many seconds something may be on its way before it counts as standing still",
        DefaultValueFactory = _ => (int)Look.UsualPatience.TotalSeconds,
    };

    private sealed record Told(string Code, Guid? Subject, DateTimeOffset Since, string Vi, string En, bool Healable, bool Healed);

    private sealed record Report(DateTimeOffset At, int Findings, int Healed, IReadOnlyList<Told> Found);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Patience.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 0)
                given.AddError("--patience is a number of seconds.");
        });
        var command = new Command("reconcile", "Find what stands still, is missing or does not fit; say why; mend what is safe.")
        {
            Office.Folder, Heal, Hash, Json, Patience, Speech.Language,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetValue(Office.Folder)!;
        if (!folder.Exists)
        {
            await Console.Error.WriteLineAsync($"docflow: there is no folder {folder.FullName}.");
            return 1;
        }

        await using var office = await Office.Look(parsed, stop);
        var reconciler = office.Get<Reconciler>();
        var patience = TimeSpan.FromSeconds(parsed.GetValue(Patience));
        var told = new List<Told>();
        foreach (var found in await reconciler.LookAtEverything(patience, parsed.GetValue(Hash), stop))
        {
            var healed = parsed.GetValue(Heal) && await reconciler.Heal(found, By.Console, stop);
            told.Add(new Told(found.Code, found.Subject, found.Since, found.Vi, found.En, found.Healable, healed));
        }

        Say(parsed, new Report(office.Get<TimeProvider>().GetUtcNow(), told.Count, told.Count(one => one.Healed), told));
        return told.Count == 0 ? 0 : 1;
    }

    private static void Say(ParseResult parsed, Report report)
    {
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(report, MessageJson.Options));
            return;
        }

        foreach (var one in report.Found)
        {
            Console.WriteLine($"{one.Code}  {one.Subject}  since {one.Since:u}{(one.Healed ? "  mended" : "")}");
            Speech.Say(parsed, Console.Out, "  " + one.Vi, "  " + one.En);
        }

        Console.WriteLine(report.Findings == 0
            ? "Nothing stands still, nothing is missing."
            : $"{report.Findings} findings, {report.Healed} of them mended.");
    }
}
