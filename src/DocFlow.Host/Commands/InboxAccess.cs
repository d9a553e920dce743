using System.CommandLine;
using System.CommandLine.Parsing;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;

namespace DocFlow.Host.Commands;

/// <summary>Where the agency's mailbox is, and how the commands of <c>docflow agency inbox</c> prove whose it is.</summary>
internal static class InboxAccess
{
    private const int Away = 69;

    private static readonly Option<string> Server = new("--server")
    {
        Description = "the node's address, such as https://vanban.example.vn", Required = true, Validators = { MustBeAnAddress },
    };

    private static readonly Option<string> System = new("--system") { Description = "what the node calls your system", Required = true };
    private static readonly Option<FileInfo> Secret = new Option<FileInfo>("--secret-file")
    {
        Description = "file with the secret that you share with the node; it never stands on a command line", Required = true,
    }.AcceptExistingOnly();

    private static readonly Option<string?> Code = new("--agency") { Description = "your agency's code (default: --system)" };
    private static readonly Option<string?> Name = new("--name") { Description = "your agency's name, as it stands in what you send" };

    /// <summary>A command with the options that say which mailbox.</summary>
    public static Command Create(string name, string about, params IReadOnlyList<Symbol> own)
    {
        var command = new Command(name, about) { Server, System, Secret, Code, Name };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else if (symbol is Option option)
                command.Add(option);
        }

        return command;
    }

    private static void MustBeAnAddress(OptionResult given)
    {
        var said = given.GetValueOrDefault<string>();
        if (!Uri.TryCreate(said, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            given.AddError("--server wants an address that begins with http:// or https://.");
    }

    /// <summary>The agency's code and name.</summary>
    public static (string Code, string? Name) Agency(ParseResult parsed) =>
        (parsed.GetValue(Code) ?? parsed.GetValue(System)!, parsed.GetValue(Name));

    /// <summary>Runs an act on the mailbox: 0 done, 1 the node said no, 69 it did not answer.</summary>
    public static async Task<int> Run<T>(
        ParseResult parsed, Func<ITransport, Task<TransportAnswer<T>>> act, Func<T, string> say)
    {
        using var outbound = new Outbound();
        var secret = (await File.ReadAllTextAsync(parsed.GetValue(Secret)!.FullName)).Trim();
        var address = new Uri(parsed.GetValue(Server)!.TrimEnd('/') + "/exchange/vxp");
        var there = new AxisAccess(address, new SystemCredential(parsed.GetValue(System)!, secret));
        var answer = await act(new VxpTransport(there, outbound, TimeProvider.System));
        if (answer.Fault is not { } fault)
        {
            Console.WriteLine(say(answer.Value));
            return 0;
        }

        await Console.Error.WriteLineAsync($"docflow: {fault.Said} ({fault.Code})");
        return fault.Code == TransportFault.NoAnswer ? Away : 1;
    }
}
