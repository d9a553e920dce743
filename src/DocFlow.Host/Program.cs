using System.CommandLine;
using DocFlow.Host.Commands;
using DocFlow.Platform.Data;

const int WrongUsage = 64; // EX_USAGE: no command answers so for what it found
const int Unavailable = 69; // EX_UNAVAILABLE

var parsed = CommandTree.Create().Parse(args.Length == 0 ? ["--help"] : args);
try
{
    var how = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
    if (parsed.CommandResult.Command.Name == "serve")
        how.ProcessTerminationTimeout = null; // a server answers the signals that end it by itself, and takes the time it needs
    var exit = await parsed.InvokeAsync(how);
    return parsed.Errors.Count > 0 ? WrongUsage : exit;
}
catch (DatabaseAway away)
{
    await Console.Error.WriteLineAsync("docflow: " + away.Message);
    return Unavailable;
}
catch (Exception fault)
{
    await Console.Error.WriteLineAsync("Unhandled exception: " + fault);
    return 1;
}
