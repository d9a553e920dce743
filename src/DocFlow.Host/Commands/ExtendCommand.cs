using System.CommandLine;
using System.Security.Cryptography;
using DocFlow.Signing.LongTerm;

namespace DocFlow.Host.Commands;

/// <summary>docflow extend: raises the level of a signed PDF by time-stamps and evidence.</summary>
public static class ExtendCommand
{
    private const int Refused = 1;
    private const int FileTrouble = 3;
    private const int Lower = 5;

    private static readonly Argument<FileInfo> Pdf =
        new Argument<FileInfo>("FILE.pdf") { Description = "the signed PDF" }.AcceptExistingOnly();
    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "the raised file; must not be there yet", Required = true,
    };

    private static readonly Option<string> Level = new Option<string>("--level")
    {
        Description = "T a time-stamp; LT also certificates and revocation; LTA also a time-stamp over these, renewed when there is one",
        Required = true,
    }.AcceptOnlyFromAmong("T", "LT", "LTA");

    private static readonly LevelOptions Services = new();

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("extend", """
            Raise the level of a signed PDF (PAdES B-T, B-LT, B-LTA). The old bytes stay as they are.
            Exit codes: 0 raised; 1 refused, with the reason; 3 a file cannot be read or written; 5 raised, but not as
            far as asked, with the reason; 64 wrong usage. Only after 0 and 5 is there an output file.
            """) { Pdf, Out, Level };
        Services.AddTo(command);
        command.Options.Add(Speech.Language);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            using var http = ServiceHttp.Create();
            var services = Services.Of(parsed, http);
            var target = Enum.Parse<SignatureLevel>(parsed.GetValue(Level)!);
            await using var pdf = parsed.GetValue(Pdf)!.OpenRead();
            var raised = await NewFile.Write(
                parsed.GetValue(Out)!, output => LevelRaiser.Extend(pdf, target, services, output, stop));
            if (raised.Refusal is { } refusal)
            {
                Speech.Refuse(parsed, refusal);
                return Refused;
            }

            return Tell(parsed, parsed.GetValue(Out)!.Name, raised.Answer);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Speech.Say(parsed, Console.Error, $"docflow: không đọc hoặc ghi được tệp: {away.Message}", $"docflow: {away.Message}");
            return FileTrouble;
        }
    }

    /// <summary>Says what a file is now; the exit code says whether that is what was asked for.</summary>
    internal static int Tell(ParseResult parsed, string file, RaisedLevel raised)
    {
        Speech.Say(parsed, Console.Out, $"{file}: mức B-{raised.Reached}.", $"{file}: level B-{raised.Reached}.");
        if (raised.Hindrance is null)
            return 0;
        Speech.Refuse(parsed, raised.Hindrance);
        return Lower;
    }
}
