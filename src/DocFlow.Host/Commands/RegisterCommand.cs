using System.CommandLine;
using DocFlow.Platform.Data;
using Arrivals = DocFlow.Intake.VerifyRegister;
using Issues = DocFlow.Dispatch.Register.VerifyRegister;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow register verify</c>: says of both registers whether their numbers run on without a gap or a double.</summary>
public static class RegisterCommand
{
    /// <summary>The command; exit code 0 when every book is whole, else 1.</summary>
    public static Command Create()
    {
        var verify = new Command("verify", "Check that arrival numbers and issued numbers have no gap and no double.") { Office.Folder };
        verify.SetAction(Verify);
        return new Command("register", "The registers of incoming and outgoing documents.") { verify };
    }

    /// <summary>What is wrong with either register, a sentence a book.</summary>
    public static async Task<IReadOnlyList<string>> Audit(ReadSession session)
    {
        var arrivals = (await Arrivals.Handle(session)).Select(year => ($"Incoming {year.Year}", FaultsOf(year)));
        var issues = (await Issues.Handle(session)).Select(book => ($"{book.Name} {book.Year}", book.Faults));
        var faulty = arrivals.Concat(issues).Where(book => book.Item2.Count > 0);
        return [.. faulty.Select(book => $"{book.Item1}: {string.Join("; ", book.Item2)}")];
    }

    private static async Task<int> Verify(ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetValue(Office.Folder)!;
        if (!folder.Exists)
        {
            await Console.Error.WriteLineAsync($"docflow: there is no folder {folder.FullName}.");
            return 1;
        }

        await using var office = await Office.Look(parsed, stop);
        var (arrivals, issues) = await office.Database.Read(
            async session => (await Arrivals.Handle(session), await Issues.Handle(session)), stop);
        foreach (var year in arrivals)
            Say($"Incoming {year.Year}", year.LastTaken, FaultsOf(year));
        foreach (var book in issues)
            Say($"{book.Name} {book.Year}", book.Numbers, book.Faults);
        return arrivals.All(year => year.Whole) && issues.All(book => book.Faults.Count == 0) ? 0 : 1;
    }

    private static IReadOnlyList<string> FaultsOf(Arrivals.YearReport year) =>
    [
        .. year.Missing.Select(number => $"{number} is missing"),
        .. year.Doubled.Select(number => $"{number} is doubled"),
    ];

    private static void Say(string book, int last, IReadOnlyList<string> faults) => Console.WriteLine(
        faults.Count == 0 ? $"{book}: 1 to {last}, no gap, no double." : $"{book}: {string.Join("; ", faults)}");
}
